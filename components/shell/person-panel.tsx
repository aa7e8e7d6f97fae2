import { LogOut, ShieldCheck } from "lucide-react";
import Link from "next/link";
import type { Theme } from "./theme.ts";
import { ThemeSwitch } from "./theme-switch.tsx";

export interface Person {
  name: string;
  /** In words: "Engineer", "Approver for Data platform", "Administrator". */
  role: string;
  email?: string | undefined;
  theme: Theme;
  /** Passkeys, sessions and API tokens. */
  securityHref: string;
  /** A server action. */
  signOut: (form: FormData) => void | Promise<void>;
}

const row =
  "flex w-full items-center gap-2.5 rounded-md px-2 py-1.5 text-left hover:bg-sunken focus-visible:-outline-offset-2 max-sm:h-11 [&_svg]:size-4 [&_svg]:text-faint";

/** What belongs to the person and not to a page: appearance, security, the way out. */
export function PersonPanel({ person }: { person: Person }) {
  return (
    <>
      {person.email === undefined ? null : (
        <p className="truncate px-2 pt-1 pb-1.5 text-xs text-faint">{person.email}</p>
      )}
      <div className="flex items-center justify-between gap-2 px-2 pb-1.5">
        <span className="text-muted">Appearance</span>
        <ThemeSwitch theme={person.theme} />
      </div>
      <div className="border-t pt-1.5">
        <Link href={person.securityHref} className={row}>
          <ShieldCheck aria-hidden />
          Security and tokens
        </Link>
        <form action={person.signOut}>
          <button type="submit" className={row}>
            <LogOut aria-hidden />
            Sign out
          </button>
        </form>
      </div>
    </>
  );
}

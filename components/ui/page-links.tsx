import { cn } from "#components/cn.ts";
import { ButtonLink } from "./button-link.tsx";

interface PageLinksProps {
  /** Null on the first page. */
  first: string | null;
  /** Null on the last. */
  next: string | null;
  className?: string | undefined;
}

/** Ways to the other pages of a list that has one address a page; nothing where there is one page. */
export function PageLinks({ first, next, className }: PageLinksProps) {
  return (
    <div className={cn("flex justify-center gap-2 empty:hidden", className)}>
      {first === null ? null : <ButtonLink href={first}>First page</ButtonLink>}
      {next === null ? null : <ButtonLink href={next}>Next page</ButtonLink>}
    </div>
  );
}

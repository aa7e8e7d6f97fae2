import { cn } from "#components/cn.ts";
import { CopyButton } from "./copy-button.tsx";

interface CodeLineProps {
  code: string;
  /** What it is, read aloud: "psql command". */
  label: string;
  /** Shown instead of the code (a secret as dots); the copy button still copies the code. */
  shown?: string | undefined;
  className?: string | undefined;
}

/** One line to paste into a terminal. Scrolls sideways inside itself, never the page; focusable so that keys can scroll it. */
export function CodeLine({ code, label, shown, className }: CodeLineProps) {
  return (
    <div className={cn("flex min-w-0 items-center gap-1 rounded-md border bg-sunken pr-1", className)}>
      <pre
        tabIndex={0}
        role="region"
        aria-label={label}
        className="scroll-thin min-w-0 flex-1 overflow-x-auto rounded-md py-2 pl-3 font-mono text-xs leading-5"
      >
        <code>{shown ?? code}</code>
      </pre>
      <CopyButton text={code} label={`Copy the ${label}`} />
    </div>
  );
}

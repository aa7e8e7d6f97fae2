import { cn } from "#components/cn.ts";
import type { DiffPart } from "./line-diff.ts";

const looks = {
  same: { row: "text-muted", sign: " ", name: "" },
  added: { row: "bg-live-soft text-text", sign: "+", name: "added: " },
  removed: { row: "bg-danger-soft text-text", sign: "−", name: "removed: " },
} as const;

/** Changed lines with a few around them. The sign says it too, for those who cannot tell the colours apart. */
export function DiffView({ parts, against }: { parts: readonly DiffPart[]; against: string }) {
  const added = parts.filter(({ kind }) => kind === "added").length;
  const removed = parts.filter(({ kind }) => kind === "removed").length;
  return (
    <figure className="grid gap-1.5">
      <figcaption className="text-xs text-faint">
        {added === 1 ? "1 line" : `${added} lines`} added, {removed} removed, against {against}
      </figcaption>
      <div
        tabIndex={0}
        role="region"
        aria-label="Changed lines"
        className="scroll-thin max-h-96 overflow-auto rounded-md border bg-bg font-mono text-xs leading-5"
      >
        <div className="w-max min-w-full py-1">
          {parts.map((part, at) =>
            part.kind === "skipped" ? (
              <div key={at} className="bg-sunken px-3 py-0.5 text-faint">
                {part.count === 1 ? "1 line" : `${part.count} lines`} unchanged
              </div>
            ) : (
              <div key={at} className={cn("flex gap-3 px-3 whitespace-pre", looks[part.kind].row)}>
                <span aria-hidden className="w-8 shrink-0 text-right text-faint select-none">
                  {part.number}
                </span>
                <span aria-hidden className="w-2 shrink-0 select-none">
                  {looks[part.kind].sign}
                </span>
                <span>
                  <span className="sr-only">{looks[part.kind].name}</span>
                  {part.text}
                </span>
              </div>
            ),
          )}
        </div>
      </div>
    </figure>
  );
}

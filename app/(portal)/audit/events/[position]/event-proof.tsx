import { Download } from "lucide-react";
import { Card } from "#components/ui/card.tsx";
import { buttonClass } from "#components/ui/button-class.ts";
import { Section } from "#components/ui/section.tsx";

interface EventProofProps {
  position: string;
  proof: { readonly index: number; readonly size: number | null; readonly witnessed: boolean } | null;
}

/** Where the event stands in the signed log, and what its reader can keep to prove it later. */
export function EventProof({ position, proof }: EventProofProps) {
  const size = proof?.size ?? null;
  return (
    <Section title="Its proof">
      <Card className="flex flex-wrap items-center justify-between gap-4 p-4">
        {proof === null || size === null ? (
          <p className="text-muted">
            It has no place in the signed log yet. That takes about a second; load the page again then.
          </p>
        ) : (
          <>
            <p className="max-w-[60ch] min-w-0">
              Leaf <strong className="tabular-nums">{proof.index}</strong> of a signed tree of{" "}
              <span className="tabular-nums">{size}</span>.{" "}
              {proof.witnessed
                ? "A witness on another machine signed that tree too."
                : "That tree is not independently witnessed."}{" "}
              <span className="text-muted">
                The receipt proves its entry without this portal:{" "}
                <code className="font-mono text-xs">lapse verify --key … --receipt …</code>. People and their words are
                in the entry as commitments; an evidence pack has what opens them.
              </span>
            </p>
            <a href={`/api/log/receipts/${position}`} download className={buttonClass({})}>
              <Download aria-hidden /> Receipt
            </a>
          </>
        )}
      </Card>
    </Section>
  );
}

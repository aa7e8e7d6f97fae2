import { Archive } from "lucide-react";
import { buttonClass } from "#components/ui/button-class.ts";
import { Card } from "#components/ui/card.tsx";
import type { AskedWindow } from "./report-address.ts";

/** The record for somebody who trusts nobody: one file to hand over. */
export function EvidenceCard({ window: { from, to } }: { window: AskedWindow }) {
  const part = from === undefined || to === undefined ? "" : `?from=${from}&to=${to}`;
  return (
    <Card className="flex flex-wrap items-center justify-between gap-4 p-4">
      <div className="min-w-0 max-w-[75ch]">
        <h2 className="text-sm font-semibold">Evidence pack</h2>
        <p className="mt-0.5 text-muted">
          Requests, votes, grants and revocations, every policy version, a receipt for each, and the signed log itself,
          mapped to SOC 2, ISO 27001, PCI DSS and NIST 800-53, with how to verify it all. The same checkpoint always
          makes the same file.{" "}
          {part === "" ? "It covers the whole record; choose dates for a part." : `It covers ${from} to ${to}.`}
        </p>
      </div>
      <a href={`/api/v1/audit/evidence${part}`} download className={buttonClass({})}>
        <Archive aria-hidden /> Download evidence
      </a>
    </Card>
  );
}

"use client";

import { useQuery } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { Time } from "#components/clock/time.tsx";
import { eventWords } from "#components/sentences/event-kind.ts";
import { buttonClass } from "#components/ui/button-class.ts";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { SkeletonRows } from "#components/ui/skeleton-rows.tsx";
import { receiptsQuery, type ShownReceipt } from "./query.ts";

/** A receipt for each thing that is on record of a request: its decision, its access, and their end. */
export function ReceiptsDialog({ requestId, onClose }: { requestId: string; onClose: () => void }) {
  const { data, isError, refetch } = useQuery(receiptsQuery(requestId));
  return (
    <Dialog
      open
      wide
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title="Receipts"
      description="Each proves that one event is in the signed log. Keep them: they are checked without this portal."
      footer={<ButtonLink href="/verify">Verify one</ButtonLink>}
    >
      {isError ? (
        <p role="alert" className="text-danger">
          They could not be loaded.{" "}
          <button type="button" className="underline" onClick={() => void refetch()}>
            Try again
          </button>
        </p>
      ) : data === undefined ? (
        <SkeletonRows rows={4} rowClass="h-11" label="Loading the receipts" />
      ) : (
        <ul>
          {data.items.map((item) => (
            <ReceiptLine key={item.position} item={item} />
          ))}
        </ul>
      )}
    </Dialog>
  );
}

function ReceiptLine({ item }: { item: ShownReceipt }) {
  const { kind, at, index, size, witnessed, receipt, position } = item;
  return (
    <li className="flex items-center gap-3 py-2 not-last:border-b">
      <div className="min-w-0 flex-1">
        <p>{eventWords[kind]}</p>
        <p className="text-xs text-muted">
          <Time at={at} show="exact" />
          {index === null || size === null
            ? " · sealed in about a second"
            : ` · leaf ${index} of ${size}${witnessed ? ", witnessed" : ", not independently witnessed"}`}
        </p>
      </div>
      {receipt === null ? null : (
        <SaveLink text={receipt} name={`lapse-event-${position}.tlog-proof`} of={eventWords[kind]} />
      )}
    </li>
  );
}

/** The text is here already: it is saved from memory, and asks the portal nothing more. */
function SaveLink({ text, name, of }: { text: string; name: string; of: string }) {
  const href = `data:text/plain;charset=utf-8,${encodeURIComponent(text)}`;
  return (
    <a href={href} download={name} className={buttonClass({ size: "icon-sm" })} aria-label={`Save the receipt: ${of}`}>
      <Download aria-hidden />
    </a>
  );
}

import type { AuditEvent, EventKind } from "#core/domain/audit/event.ts";
import { formatReceipt } from "#core/domain/audit/tree/receipt.ts";
import type { Core } from "#core/ports/core.ts";
import { inclusionProof } from "#core/usecases/log/prove.ts";

/** A proof of one event that its owner can keep (C2SP tlog-proof, with the entry itself), or that there is none yet. */
export interface ReceiptView {
  readonly position: string;
  readonly kind: EventKind;
  readonly at: Date;
  /** The event's place in the log. Null for the moment before it has one. */
  readonly index: number | null;
  /** The size of the tree that the receipt's checkpoint signs. */
  readonly size: number | null;
  /** A witness on another machine signed that checkpoint too. */
  readonly witnessed: boolean;
  readonly receipt: string | null;
}

/** The receipt of an event, against the newest checkpoint that a witness signed and that covers it, else the newest. */
export const receiptOf = async (
  core: Core,
  { position, kind, at }: Pick<AuditEvent, "position" | "kind" | "at">,
): Promise<ReceiptView> => {
  const leaf = await core.log.leafOf(position);
  const checkpoint = leaf && (await core.log.covering(leaf.index));
  if (!checkpoint)
    return { position, kind, at, index: leaf?.index ?? null, size: null, witnessed: false, receipt: null };
  const { index, entry: extra } = leaf;
  const proof = await inclusionProof(core, index, checkpoint.size);
  const receipt = formatReceipt({ extra, index, proof, checkpoint: checkpoint.note });
  return { position, kind, at, index, size: checkpoint.size, witnessed: checkpoint.cosigned, receipt };
};

import { ok, refuse } from "#core/domain/result.ts";
import type { UseCase } from "#core/ports/core.ts";
import type { Opening } from "#core/ports/log.ts";
import { recordReading } from "#core/usecases/audit/record-reading.ts";
import { receiptOf, type ReceiptView } from "#core/usecases/log/receipt-of.ts";

export interface EventReceipt extends ReceiptView {
  /** What the commitments in the entry stand for, as far as it was not erased: not part of the receipt itself. */
  readonly openings: readonly Opening[];
  /** The fields of the entry whose values were erased: what their commitments stand for, nobody can tell any more. */
  readonly erased: readonly string[];
}

/** The receipt of any event, with what opens its commitments. For auditors; recorded. */
export const readEventReceipt: UseCase<{ position: string }, EventReceipt, "not_allowed" | "not_found"> = async (
  core,
  caller,
  { position },
) => {
  if (!caller.person.roles.includes("auditor")) return refuse("not_allowed");
  const event = (await core.audit.around(position, 0)).find((one) => one.position === position);
  if (!event) return refuse("not_found");
  await recordReading(core, caller, "auditRead", JSON.stringify({ receipt: position }));
  const [receipt, openings, committed] = await Promise.all([
    receiptOf(core, event),
    core.log.openings(position),
    core.log.committed(position),
  ]);
  const known = new Set(openings.map(({ field }) => field));
  return ok({ ...receipt, openings, erased: committed.filter((field) => !known.has(field)) });
};

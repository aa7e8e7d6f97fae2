import type { GrantIdInput } from "#core/domain/grant/grant-input.ts";
import type { RequestId } from "#core/domain/ids.ts";
import { ok, refuse } from "#core/domain/result.ts";
import type { Core, UseCase } from "#core/ports/core.ts";
import type { AuditFilter } from "#core/ports/audit-trail.ts";
import { receiptOf, type ReceiptView } from "#core/usecases/log/receipt-of.ts";
import { readableGrant } from "#core/usecases/read-grant.ts";
import { readableRequest } from "#core/usecases/read-request.ts";

export interface Receipts {
  /** Oldest first. */
  readonly items: readonly ReceiptView[];
}

/** More happens to nothing; where it does, the newest are told. */
const most = 200;

/** Proofs of all that happened to a request, for everyone who may read it. Reasons and persons are in them as commitments alone. */
export const readRequestReceipts: UseCase<{ requestId: RequestId }, Receipts, "not_found"> = async (
  core,
  caller,
  { requestId },
) => {
  const request = await readableRequest(core, caller, { requestId });
  return request.ok ? ok(await receiptsOf(core, { requestId })) : refuse("not_found");
};

/** The same for a grant: its start, its end, and how both were seen at the target. */
export const readGrantReceipts: UseCase<GrantIdInput, Receipts, "not_found"> = async (core, caller, { grantId }) => {
  const grant = await readableGrant(core, caller, { grantId });
  return grant.ok ? ok(await receiptsOf(core, { grantId })) : refuse("not_found");
};

const receiptsOf = async (core: Core, filter: AuditFilter): Promise<Receipts> => {
  const { items } = await core.audit.page(filter, { limit: most });
  return { items: await Promise.all(items.toReversed().map((event) => receiptOf(core, event))) };
};

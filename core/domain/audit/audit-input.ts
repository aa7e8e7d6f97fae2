import { z } from "zod";
import { eventKinds } from "#core/domain/audit/event.ts";
import type { EntitlementId, GrantId, PersonId, RequestId, TargetId } from "#core/domain/ids.ts";
import { instantInput } from "#core/domain/instant-input.ts";
import { reportFormats } from "#core/domain/report/report-format.ts";
import { id } from "#core/domain/text-input.ts";

const auditFilter = {
  kind: z.enum(eventKinds).optional(),
  actorId: id<PersonId>("per").optional(),
  personId: id<PersonId>("per").optional(),
  requestId: id<RequestId>("req").optional(),
  grantId: id<GrantId>("grt").optional(),
  entitlementId: id<EntitlementId>("ent").optional(),
  targetId: id<TargetId>("tgt").optional(),
  from: instantInput.optional(),
  /** Exclusive. */
  to: instantInput.optional(),
};

export const listAuditInput = z.strictObject({
  ...auditFilter,
  limit: z.coerce.number().int().min(1).max(500).default(50),
  cursor: z.string().max(200).optional(),
  /** A refresh that nobody asked for is no further reading. */
  automatic: z.stringbool().default(false),
});
export type ListAuditInput = z.output<typeof listAuditInput>;

/** What the list is limited to and only an id is known of. */
export const auditChoicesInput = z.strictObject({
  actorId: auditFilter.actorId,
  personId: auditFilter.personId,
  entitlementId: auditFilter.entitlementId,
});
export type AuditChoicesInput = z.output<typeof auditChoicesInput>;

/** A position of the record: small enough for PostgreSQL to count. */
export const auditEventInput = z.strictObject({ position: z.string().regex(/^[1-9]\d{0,17}$/) });

export const exportAuditInput = z.strictObject({ ...auditFilter, format: z.enum(["jsonl", "csv"]).default("jsonl") });
export type ExportAuditInput = z.output<typeof exportAuditInput>;

const accessQuestion = {
  entitlementId: id<EntitlementId>("ent").optional(),
  personId: id<PersonId>("per").optional(),
  at: instantInput,
};
interface AccessQuestion {
  readonly entitlementId?: EntitlementId | undefined;
  readonly personId?: PersonId | undefined;
}
const asksOne = ({ entitlementId, personId }: AccessQuestion) =>
  (entitlementId === undefined) !== (personId === undefined);
const askOne = { message: "give either entitlementId or personId" };

export const accessAtInput = z.strictObject(accessQuestion).refine(asksOne, askOne);
export type AccessAtInput = z.output<typeof accessAtInput>;

export const exportAccessAtInput = z
  .strictObject({ ...accessQuestion, format: z.enum(reportFormats).default("pdf") })
  .refine(asksOne, askOne);

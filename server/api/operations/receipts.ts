import { z } from "zod";
import { auditEventInput } from "#core/domain/audit/audit-input.ts";
import { eventKinds } from "#core/domain/audit/event.ts";
import { grantIdInput } from "#core/domain/grant/grant-input.ts";
import { requestIdInput } from "#core/domain/request/request-input.ts";
import { readEventReceipt } from "#core/usecases/log/read-event-receipt.ts";
import { readGrantReceipts, readRequestReceipts } from "#core/usecases/log/read-receipts.ts";
import { exampleIds, examples } from "#server/api/examples.ts";
import { defineOperation } from "#server/api/operation.ts";
import { instant } from "#server/api/schemas/parts.ts";

const receipt = z.object({
  position: z.string(),
  kind: z.enum(eventKinds),
  at: instant,
  index: z.number().int().nullable().describe("The event's place in the log; null for the moment before it has one"),
  size: z.number().int().nullable().describe("The size of the tree that the receipt's checkpoint signs"),
  witnessed: z.boolean().describe("A witness on another machine signed that checkpoint too"),
  receipt: z.string().nullable().describe("C2SP tlog-proof; `lapse verify --receipt` checks it"),
});

const exampleReceipt = {
  position: "4711",
  kind: "grantActivated" as const,
  at: examples.at("09:05:01"),
  index: 4710,
  size: 5000,
  witnessed: true,
  receipt: "c2sp.org/tlog-proof@v1\nextra e30=\nindex 4710\n…",
};

const opening = z.object({ field: z.string(), value: z.unknown(), salt: z.string() });

export const readEventReceiptOperation = defineOperation({
  id: "readEventReceipt",
  method: "GET",
  path: "/audit/events/{position}/receipt",
  summary: "The proof that an event is in the signed log, and what opens its commitments",
  scope: "audit:read",
  roles: ["auditor"],
  portalRoles: ["auditor"],
  input: auditEventInput,
  output: receipt.extend({
    openings: z.array(opening),
    erased: z.array(z.string()).describe("Fields whose values were erased: nobody can tell any more what they were"),
  }),
  useCase: readEventReceipt,
  refusals: ["not_allowed", "not_found"],
  example: {
    input: { position: "4711" },
    output: {
      ...exampleReceipt,
      erased: [],
      openings: [{ field: "/personId", value: exampleIds.person, salt: "AAECAwQFBgcICQoLDA0ODw==" }],
    },
  },
});

const readers = ["requester", "holder", "approver", "owner", "administrator", "auditor"] as const;
const receipts = z.object({ items: z.array(receipt) });

export const readRequestReceiptsOperation = defineOperation({
  id: "readRequestReceipts",
  method: "GET",
  path: "/requests/{requestId}/receipts",
  summary: "Proofs of all that happened to a request",
  scope: "request:read",
  roles: readers,
  input: requestIdInput,
  output: receipts,
  useCase: readRequestReceipts,
  refusals: ["not_found"],
  example: { input: { requestId: exampleIds.request }, output: { items: [exampleReceipt] } },
});

export const readGrantReceiptsOperation = defineOperation({
  id: "readGrantReceipts",
  method: "GET",
  path: "/grants/{grantId}/receipts",
  summary: "Proofs of a grant's start and end",
  scope: "request:read",
  roles: readers,
  input: grantIdInput,
  output: receipts,
  useCase: readGrantReceipts,
  refusals: ["not_found"],
  example: { input: { grantId: exampleIds.grant }, output: { items: [exampleReceipt] } },
});

import type { PersonAt } from "../support/people.ts";
import { onRoute } from "./attempts.ts";
import type { Door } from "./door.ts";

const get = (right: PersonAt, wrong: readonly PersonAt[]) => ({ right, wrong, changes: false });
/** Carries the record away, so a cookie from a foreign page must not do, although it is a GET. */
const carry = (right: PersonAt, wrong: readonly PersonAt[]) => ({ right, wrong, changes: true });

const nobodyElse: readonly PersonAt[] = [];
const notAuditor: readonly PersonAt[] = ["requester", "oncall", "approver", "security", "admin", "contractor"];

/** The signed log and its receipts. */
export const logDoors: readonly Door[] = [
  {
    name: "GET /api/v1/audit/events/[position]/receipt",
    ...get("auditor", notAuditor),
    prepare: (story) =>
      Promise.resolve(onRoute(story, "GET", "/api/v1/audit/events/1/receipt", { marker: "portalCreated" })),
  },
  {
    name: "GET /api/v1/requests/[requestId]/receipts",
    ...get("requester", ["oncall", "security", "contractor"]),
    prepare: async (story) => onRoute(story, "GET", `/api/v1/requests/${(await story.pending()).id}/receipts`),
  },
  {
    name: "GET /api/v1/grants/[grantId]/receipts",
    ...get("oncall", ["requester", "security", "contractor"]),
    prepare: async (story) => onRoute(story, "GET", `/api/v1/grants/${(await story.active()).id}/receipts`),
  },
  {
    name: "GET /api/log/checkpoint",
    ...get("requester", nobodyElse),
    prepare: (story) => Promise.resolve(onRoute(story, "GET", "/api/log/checkpoint", { marker: "localhost/lapse-" })),
  },
  {
    name: "GET /api/log/vkey",
    ...get("requester", nobodyElse),
    prepare: (story) => Promise.resolve(onRoute(story, "GET", "/api/log/vkey", { marker: "localhost/lapse-" })),
  },
  {
    // Hashes are for everybody signed in, what they are hashes of for auditors.
    name: "GET /api/log/tile/[...path]",
    ...carry("auditor", notAuditor),
    prepare: (story) =>
      Promise.resolve(onRoute(story, "GET", "/api/log/tile/entries/000.p/1", { marker: "portalCreated" })),
  },
  {
    name: "GET /api/log/receipts/[position]",
    ...carry("auditor", notAuditor),
    prepare: (story) => Promise.resolve(onRoute(story, "GET", "/api/log/receipts/1", { marker: "tlog-proof" })),
  },
];

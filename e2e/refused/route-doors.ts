import type { PersonAt } from "../support/people.ts";
import { onRoute, onStream } from "./attempts.ts";
import type { Door } from "./door.ts";

const wish = { durationSeconds: 600, justification: "asked at every door, by everyone" };
const post = (right: PersonAt, wrong: readonly PersonAt[]) => ({ right, wrong, changes: true });
const get = (right: PersonAt, wrong: readonly PersonAt[]) => ({ right, wrong, changes: false });

const nobodyElse: readonly PersonAt[] = [];
const notHolder: readonly PersonAt[] = ["requester", "approver", "security", "auditor", "admin", "contractor"];
const notAdmin: readonly PersonAt[] = ["requester", "oncall", "approver", "security", "auditor", "contractor"];
const notAuditor: readonly PersonAt[] = ["requester", "oncall", "approver", "security", "admin", "contractor"];

/** The HTTP API: what each operation needs, and who must not get through. */
export const routeDoors: readonly Door[] = [
  {
    name: "GET /api/v1/me",
    ...get("requester", ["oncall", "approver", "security", "auditor", "admin", "contractor"]),
    prepare: (story) => Promise.resolve(onRoute(story, "GET", "/api/v1/me", { marker: story.idOf("requester") })),
  },
  {
    name: "POST /api/v1/step-ups",
    ...post("approver", nobodyElse),
    prepare: async (story) => {
      await story.passkey("approver");
      return onRoute(story, "POST", "/api/v1/step-ups", { body: { confirm: { purpose: "identity" } } });
    },
  },
  {
    name: "POST /api/v1/me/verification",
    ...post("approver", nobodyElse),
    prepare: async (story) => {
      const { confirm } = await story.passkey("approver");
      return onRoute(story, "POST", "/api/v1/me/verification", {
        body: { stepUp: await confirm({ purpose: "identity" }) },
      });
    },
  },
  {
    name: "GET /api/v1/me/preferences",
    ...get("requester", nobodyElse),
    prepare: (story) => Promise.resolve(onRoute(story, "GET", "/api/v1/me/preferences")),
  },
  {
    name: "POST /api/v1/me/preferences",
    ...post("requester", nobodyElse),
    prepare: (story) =>
      Promise.resolve(onRoute(story, "POST", "/api/v1/me/preferences", { body: { silenced: [], quiet: null } })),
  },
  {
    name: "GET /api/v1/break-glass-reviews",
    ...get("oncall", ["requester", "contractor"]),
    prepare: async (story) => onRoute(story, "GET", "/api/v1/break-glass-reviews", { marker: await story.emergency() }),
  },
  {
    name: "POST /api/v1/break-glass-reviews/[reviewId]/close",
    ...post("approver", ["requester", "oncall", "auditor", "contractor"]),
    prepare: async (story) =>
      onRoute(story, "POST", `/api/v1/break-glass-reviews/${await story.emergency()}/close`, {
        body: { outcome: "justified", comment: "it was a test" },
      }),
  },
  {
    name: "GET /api/v1/entitlements",
    ...get("requester", nobodyElse),
    prepare: (story) => Promise.resolve(onRoute(story, "GET", "/api/v1/entitlements?q=orders")),
  },
  {
    name: "POST /api/v1/policy/check",
    ...post("admin", ["requester", "oncall", "approver", "auditor", "contractor"]),
    prepare: (story) => Promise.resolve(onRoute(story, "POST", "/api/v1/policy/check", { body: { document: "" } })),
  },
  {
    name: "POST /api/v1/policy/replay",
    ...post("auditor", ["requester", "oncall", "approver", "contractor"]),
    prepare: (story) =>
      Promise.resolve(
        onRoute(story, "POST", "/api/v1/policy/replay", { body: { document: "version: 1\nrules: []\n", days: 1 } }),
      ),
  },
  {
    name: "GET /api/v1/changes",
    ...get("security", ["requester", "oncall", "approver", "contractor"]),
    prepare: async (story) => onRoute(story, "GET", "/api/v1/changes", { marker: await story.change() }),
  },
  {
    name: "POST /api/v1/changes",
    ...post("admin", notAdmin),
    prepare: (story) =>
      Promise.resolve(
        onRoute(story, "POST", "/api/v1/changes", {
          body: {
            summary: "a group for a test",
            change: { kind: "group", name: story.word(), personIds: [], groupIds: [] },
          },
        }),
      ),
  },
  {
    name: "GET /api/v1/changes/[changeId]/consequences",
    ...get("security", ["requester", "oncall", "approver", "contractor"]),
    prepare: async (story) =>
      onRoute(story, "GET", `/api/v1/changes/${await story.change()}/consequences`, { marker: "lookedAt" }),
  },
  {
    name: "GET /api/v1/changes/[changeId]/replay",
    ...get("security", ["requester", "oncall", "approver", "contractor"]),
    prepare: async (story) =>
      onRoute(story, "GET", `/api/v1/changes/${await story.change()}/replay?days=7`, { marker: "routed-otherwise" }),
  },
  {
    name: "POST /api/v1/changes/[changeId]/decide",
    ...post("security", ["requester", "oncall", "approver", "auditor", "admin", "contractor"]),
    prepare: async (story) =>
      onRoute(story, "POST", `/api/v1/changes/${await story.change()}/decide`, { body: { decision: "reject" } }),
  },
  {
    name: "POST /api/v1/changes/[changeId]/withdraw",
    ...post("admin", notAdmin),
    prepare: async (story) => onRoute(story, "POST", `/api/v1/changes/${await story.change()}/withdraw`, { body: {} }),
  },
  {
    name: "POST /api/v1/requests",
    ...post("requester", nobodyElse),
    prepare: async (story) =>
      onRoute(story, "POST", "/api/v1/requests", {
        body: { ...wish, entitlementIds: [await story.entitlement("write")] },
      }),
  },
  {
    name: "POST /api/v1/requests/preview",
    ...post("requester", nobodyElse),
    prepare: async (story) =>
      onRoute(story, "POST", "/api/v1/requests/preview", {
        body: { ...wish, entitlementIds: [await story.entitlement("write")] },
      }),
  },
  {
    // Administrators see that it is there, and never why.
    name: "GET /api/v1/requests",
    ...get("requester", ["oncall", "security", "contractor", "admin"]),
    prepare: async (story) => {
      const marker = story.word();
      await story.pending(`for a test, ${marker}`);
      return onRoute(story, "GET", "/api/v1/requests?limit=200", { marker });
    },
  },
  {
    name: "GET /api/v1/requests/[requestId]",
    ...get("requester", ["oncall", "security", "contractor"]),
    prepare: async (story) => onRoute(story, "GET", `/api/v1/requests/${(await story.pending()).id}`),
  },
  {
    name: "POST /api/v1/requests/[requestId]/votes",
    ...post("approver", ["requester", "oncall", "security", "auditor", "admin", "contractor"]),
    prepare: async (story) => {
      const { id, digest } = await story.pending();
      return onRoute(story, "POST", `/api/v1/requests/${id}/votes`, { body: { vote: "approve", digest } });
    },
  },
  {
    name: "POST /api/v1/requests/[requestId]/cancel",
    ...post("requester", ["oncall", "approver", "security", "auditor", "admin", "contractor"]),
    prepare: async (story) =>
      onRoute(story, "POST", `/api/v1/requests/${(await story.pending()).id}/cancel`, { body: {} }),
  },
  {
    name: "GET /api/v1/grants",
    ...get("oncall", ["requester", "security", "contractor"]),
    prepare: async (story) => onRoute(story, "GET", "/api/v1/grants?limit=200", { marker: (await story.active()).id }),
  },
  {
    name: "GET /api/v1/grants/[grantId]",
    ...get("oncall", ["requester", "security", "contractor"]),
    prepare: async (story) => onRoute(story, "GET", `/api/v1/grants/${(await story.active()).id}`),
  },
  {
    name: "GET /api/v1/grants/[grantId]/sessions",
    ...get("oncall", ["requester", "security", "contractor"]),
    prepare: async (story) =>
      onRoute(story, "GET", `/api/v1/grants/${(await story.active()).id}/sessions`, { marker: "readAt" }),
  },
  {
    name: "GET /api/v1/targets/[targetId]/sessions",
    ...get("security", ["requester", "oncall", "approver", "contractor"]),
    prepare: async (story) =>
      onRoute(story, "GET", `/api/v1/targets/${await story.targetId()}/sessions`, { marker: "connected" }),
  },
  {
    name: "GET /api/v1/targets/[targetId]/standing",
    ...get("security", ["requester", "oncall", "approver", "contractor"]),
    prepare: async (story) =>
      onRoute(story, "GET", `/api/v1/targets/${await story.targetId()}/standing`, { marker: "scan" }),
  },
  {
    name: "POST /api/v1/targets/[targetId]/standing/scan",
    ...post("admin", notAdmin),
    prepare: async (story) =>
      onRoute(story, "POST", `/api/v1/targets/${await story.targetId()}/standing/scan`, { body: {} }),
  },
  {
    name: "POST /api/v1/grants/[grantId]/return",
    ...post("oncall", notHolder),
    prepare: async (story) =>
      onRoute(story, "POST", `/api/v1/grants/${(await story.active()).id}/return`, { body: {} }),
  },
  {
    name: "POST /api/v1/grants/[grantId]/revoke",
    ...post("admin", ["requester", "oncall", "security", "auditor", "contractor"]),
    prepare: async (story) =>
      onRoute(story, "POST", `/api/v1/grants/${(await story.active()).id}/revoke`, {
        body: { reason: "it was a test" },
      }),
  },
  {
    name: "POST /api/v1/grants/[grantId]/extend",
    ...post("oncall", notHolder),
    prepare: async (story) => {
      const { id } = await story.active();
      await story.verified("oncall");
      return onRoute(story, "POST", `/api/v1/grants/${id}/extend`, { body: wish });
    },
  },
  {
    name: "POST /api/v1/grants/[grantId]/credential",
    ...post("oncall", notHolder),
    prepare: async (story) =>
      onRoute(story, "POST", `/api/v1/grants/${(await story.active()).id}/credential`, { body: {} }),
  },
  {
    name: "POST /api/v1/grants/[grantId]/credential/rotate",
    ...post("oncall", notHolder),
    prepare: async (story) =>
      onRoute(story, "POST", `/api/v1/grants/${(await story.revealed()).id}/credential/rotate`, { body: {} }),
  },
  {
    name: "GET /api/v1/alarms",
    ...get("security", ["requester", "oncall", "approver", "contractor"]),
    prepare: async (story) => {
      const marker = story.word();
      await story.alarm(marker);
      return onRoute(story, "GET", "/api/v1/alarms", { marker });
    },
  },
  {
    name: "POST /api/v1/alarms/[alarmId]/acknowledge",
    ...post("admin", notAdmin),
    prepare: async (story) => onRoute(story, "POST", `/api/v1/alarms/${await story.alarm()}/acknowledge`, { body: {} }),
  },
  {
    name: "GET /api/v1/restore",
    ...get("security", ["requester", "oncall", "approver", "contractor"]),
    prepare: (story) => Promise.resolve(onRoute(story, "GET", "/api/v1/restore", { marker: '"foundAt"' })),
  },
  {
    name: "POST /api/v1/restore/acknowledge",
    ...post("admin", notAdmin),
    prepare: async (story) => {
      await story.restored();
      return onRoute(story, "POST", "/api/v1/restore/acknowledge", { body: { reason: "it was a test" } });
    },
  },
  {
    name: "GET /api/v1/red-switch",
    ...get("admin", notAdmin),
    prepare: (story) => Promise.resolve(onRoute(story, "GET", "/api/v1/red-switch?of=everything")),
  },
  {
    name: "POST /api/v1/red-switch",
    ...post("admin", notAdmin),
    prepare: async (story) => {
      const { personId, email } = await story.bystander();
      const body = { of: "person", personId, reason: "it was a test", confirm: email, shown: 0 };
      return onRoute(story, "POST", "/api/v1/red-switch", { body });
    },
  },
  {
    name: "GET /api/v1/inbox",
    ...get("approver", ["requester", "oncall", "security", "auditor", "admin", "contractor"]),
    prepare: async (story) => onRoute(story, "GET", "/api/v1/inbox?limit=200", { marker: (await story.told()).id }),
  },
  {
    name: "GET /api/v1/audit/events",
    ...get("auditor", notAuditor),
    prepare: (story) => Promise.resolve(onRoute(story, "GET", `/api/v1/audit/events?personId=${story.idOf("oncall")}`)),
  },
  {
    name: "GET /api/v1/audit/events/[position]",
    ...get("auditor", notAuditor),
    prepare: (story) => Promise.resolve(onRoute(story, "GET", "/api/v1/audit/events/1", { marker: "portalCreated" })),
  },
  {
    name: "GET /api/v1/audit/access-at",
    ...get("auditor", notAuditor),
    prepare: async (story) => {
      const { id } = await story.active();
      const question = `personId=${story.idOf("oncall")}&at=${encodeURIComponent(new Date(Date.now()).toISOString())}`;
      return onRoute(story, "GET", `/api/v1/audit/access-at?${question}`, { marker: id });
    },
  },
  {
    // It carries the record away, so a cookie from a foreign page must not do, although it is a GET.
    name: "GET /api/v1/audit/export",
    ...post("auditor", notAuditor),
    prepare: (story) =>
      Promise.resolve(onRoute(story, "GET", "/api/v1/audit/export?format=csv", { marker: "correlationId" })),
  },
  {
    name: "GET /api/v1/audit/evidence",
    ...post("auditor", notAuditor),
    prepare: (story) => Promise.resolve(onRoute(story, "GET", "/api/v1/audit/evidence", { marker: "manifest.json" })),
  },
  {
    name: "GET /api/v1/audit/access-at/export",
    ...post("auditor", notAuditor),
    prepare: async (story) => {
      const { account } = await story.active();
      const question = `personId=${story.idOf("oncall")}&at=${encodeURIComponent(new Date(Date.now()).toISOString())}`;
      return onRoute(story, "GET", `/api/v1/audit/access-at/export?format=json&${question}`, { marker: account });
    },
  },
  {
    name: "GET /api/v1/reports/[report]/export",
    ...post("security", ["requester", "oncall", "approver", "contractor"]),
    prepare: (story) =>
      Promise.resolve(
        onRoute(story, "GET", "/api/v1/reports/revocation-lag/export?format=csv", { marker: "Revocation lag" }),
      ),
  },
  {
    name: "GET /api/live",
    ...get("requester", nobodyElse),
    prepare: (story) => Promise.resolve(onStream(story, "/api/live")),
  },
];

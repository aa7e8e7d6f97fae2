import { emailOf, type PersonAt } from "../support/people.ts";
import { onPage } from "./attempts.ts";
import type { Door } from "./door.ts";
import type { Story } from "./story.ts";

const everyone: readonly PersonAt[] = ["requester", "oncall", "approver", "security", "auditor", "admin", "contractor"];
const allBut = (...right: readonly PersonAt[]) => everyone.filter((at) => !right.includes(at));
/** Those without any duty in the portal. */
const plain: readonly PersonAt[] = ["requester", "oncall", "approver", "contractor"];

/** A page, with something on it that only those who may open it see. */
const door = (
  route: string,
  right: PersonAt,
  wrong: readonly PersonAt[],
  shown: (story: Story) => Promise<{ path?: string; marker: string }> | { path?: string; marker: string },
): Door => ({
  name: `page ${route}`,
  right,
  wrong,
  changes: false,
  prepare: async (story) => {
    const { path = route, marker } = await shown(story);
    return onPage(story, path, marker);
  },
});

export const pageDoors: readonly Door[] = [
  door("/", "requester", allBut("requester"), () => ({ marker: emailOf("requester") })),
  door("/request", "requester", [], () => ({ marker: "read on orders-db" })),
  door("/verify", "requester", [], () => ({ marker: "Everything is computed in this browser" })),
  door("/access", "oncall", allBut("oncall"), async (story) => ({ marker: (await story.active()).account })),
  door("/approvals", "approver", allBut("approver"), async (story) => {
    const marker = story.word();
    await story.pending(`for a test, ${marker}`);
    return { marker };
  }),
  // Administrators may read who, what and when, without the reason.
  door("/requests/[requestId]", "requester", ["oncall", "security", "admin", "contractor"], async (story) => {
    const marker = story.word();
    const { id } = await story.pending(`for a test, ${marker}`);
    return { path: `/requests/${id}`, marker };
  }),
  door("/audit", "auditor", allBut("auditor"), async (story) => ({ marker: (await story.pending()).id })),
  door("/audit/events/[position]", "auditor", allBut("auditor"), () => ({
    path: "/audit/events/1",
    marker: "Portal created",
  })),
  door("/audit/access-at", "auditor", allBut("auditor"), async (story) => {
    await story.active();
    const at = encodeURIComponent(new Date(Date.now()).toISOString());
    const entitlementId = await story.entitlement("read");
    return { path: `/audit/access-at?entitlementId=${entitlementId}&at=${at}`, marker: "read on orders-db" };
  }),
  door("/reports", "security", plain, () => ({ marker: "How long does access outlive its end?" })),
  door("/reports/[report]", "security", plain, () => ({
    path: "/reports/revocation-lag",
    marker: "Against the objective, by target",
  })),
  door("/inbox", "approver", allBut("approver"), async (story) => ({ marker: (await story.told()).id })),
  door("/reviews", "approver", allBut("approver"), async (story) => {
    await story.review(story.word());
    return { marker: await story.firstToAnswer("approver") };
  }),
  door("/reviews/[reviewId]", "auditor", [...plain, "security"], async (story) => {
    const marker = story.word();
    const { reviewId } = await story.review(marker);
    return { path: `/reviews/${reviewId}`, marker };
  }),
  door("/settings", "oncall", allBut("oncall"), async (story) => {
    const marker = story.word();
    await story.tokenOf("oncall", marker);
    return { marker };
  }),
  door("/admin/targets", "admin", plain, () => ({ marker: "PostgreSQL cluster" })),
  door("/admin/targets/[targetId]", "admin", plain, async (story) => ({
    path: `/admin/targets/${await story.targetId()}`,
    marker: "PostgreSQL cluster",
  })),
  door("/admin/catalogue", "admin", plain, () => ({ marker: "Shop incident" })),
  door("/admin/policy", "security", plain, () => ({ marker: "short-reads-on-call" })),
  door("/admin/changes", "security", plain, async (story) => {
    const marker = story.word();
    await story.change(marker);
    return { marker };
  }),
  door("/admin/alarms", "security", plain, async (story) => {
    const marker = story.word();
    await story.alarm(marker);
    return { marker };
  }),
  door("/admin/notifications", "admin", allBut("admin"), () => ({ marker: "Ways out of the portal" })),
  door("/admin/red-switch", "admin", allBut("admin"), () => ({ marker: "For when something is badly wrong" })),
  door("/admin/people", "admin", [...plain, "security"], async (story) => {
    await story.bystander();
    return { path: "/admin/people?q=noa", marker: "Noa Bystander" };
  }),
];

import { actionNamed, callAction } from "../refused/call-action.ts";
import { activeRead, approve, ask, entitlementFor, grantIn, succeed } from "./ask.ts";
import { type Caller, signIn } from "./call.ts";
import type { OwnPortal } from "./own-portal.ts";
import { emailOf, people, type PersonAt } from "./people.ts";
import { recoveryTokenFor } from "./recovery-link.ts";

export interface Screen {
  readonly name: string;
  /** Null: nobody is signed in. */
  readonly as: PersonAt | null;
  readonly path: string;
  /** A text that is there when the screen is whole. */
  readonly shows: RegExp;
}

export interface Company {
  readonly as: Readonly<Record<PersonAt, Caller>>;
  readonly screens: readonly Screen[];
}

/** A morning at the demo company, so that no screen is empty; and every screen there is. */
export async function prepareScreens(portal: OwnPortal): Promise<Company> {
  const signedIn = await Promise.all(people.map(async (at) => [at, await signIn(portal, at)] as const));
  const as = Object.fromEntries(signedIn) as Record<PersonAt, Caller>;
  const past = await activeRead(portal, as.oncall, 900);
  await succeed(portal, as.oncall, "POST", `/api/v1/grants/${past.id}/return`, {});
  await activeRead(portal, as.oncall, 3600);
  const read = await ask(portal, as.requester, "read", {
    ...{ durationSeconds: 4 * 3600, justification: "Customers report missing invoices since Friday, INC-4211" },
  });
  const { grants } = await approve(portal, as.approver, read);
  await grantIn(portal, as.requester, grants[0]!.id, "active");
  const write = await ask(portal, as.requester, "write", {
    ...{ durationSeconds: 7200, justification: "Correct the totals of 40 orders after the rounding bug, INC-4212" },
  });
  await ask(portal, as.oncall, "write", { durationSeconds: 1800, justification: "Release two stuck payments by hand" });
  await ask(portal, as.contractor, "read", { justification: "A look at the schema for the migration" });
  const propose = actionNamed("app/(portal)/admin/actions.ts#proposeChangeAction");
  const owners = [as.approver, as.oncall].map((who) => succeed<{ id: string }>(portal, who, "GET", "/api/v1/me"));
  const personIds = (await Promise.all(owners)).map(({ id }) => id);
  const change = { kind: "group", name: "data-platform", personIds, groupIds: [] };
  await callAction(portal, as.admin, propose, propose.page, [
    { summary: "Tomás helps to own the order database", change },
  ]);
  const entitlementId = await entitlementFor(portal, as.requester, "read");
  const target = (
    await succeed<{ items: { target: { id: string } }[] }>(portal, as.admin, "GET", "/api/v1/entitlements")
  ).items[0]!.target.id;
  const votes = await succeed<{ items: { position: string }[] }>(
    portal,
    as.auditor,
    "GET",
    `/api/v1/audit/events?requestId=${read.id}&kind=voteCast`,
  );
  const link = `/recover?token=${await recoveryTokenFor(portal, emailOf("contractor"))}`;
  const now = encodeURIComponent(new Date().toISOString());
  return {
    as,
    screens: [
      { name: "sign-in", as: null, path: "/sign-in", shows: /Access that is asked for/ },
      { name: "recover", as: null, path: link, shows: /What you have been granted stays/ },
      { name: "home", as: "requester", path: "/", shows: /It is not independently witnessed yet/ },
      { name: "request", as: "requester", path: `/request?entitlement=${entitlementId}`, shows: /What will happen/ },
      { name: "request-pending", as: "requester", path: `/requests/${write.id}`, shows: /From asked to ended/ },
      { name: "request-active", as: "requester", path: `/requests/${read.id}`, shows: /^Nobody is connected now/ },
      { name: "my-access", as: "oncall", path: "/access", shows: /What you had/ },
      { name: "approvals", as: "approver", path: `/approvals?open=${write.id}`, shows: /rounding bug/ },
      { name: "audit", as: "auditor", path: `/audit?requestId=${read.id}`, shows: /Grant active/ },
      { name: "audit-event", as: "auditor", path: `/audit/events/${votes.items[0]!.position}`, shows: /^Same answer$/ },
      {
        name: "who-had-access",
        as: "auditor",
        path: `/audit/access-at?entitlementId=${entitlementId}&at=${now}`,
        shows: /Ines Duarte/,
      },
      { name: "reports", as: "auditor", path: "/reports", shows: /Approved by policy alone/ },
      { name: "report", as: "auditor", path: "/reports/automatic-share", shows: /^by policy$/ },
      { name: "targets", as: "admin", path: "/admin/targets", shows: /answers/ },
      { name: "target", as: "admin", path: `/admin/targets/${target}`, shows: /Nobody is connected now/ },
      { name: "catalogue", as: "admin", path: "/admin/catalogue", shows: /Shop incident/ },
      { name: "policy", as: "admin", path: "/admin/policy", shows: /no problem found/ },
      { name: "changes", as: "security", path: "/admin/changes", shows: /^Can decide from then on/ },
      { name: "inbox", as: "approver", path: "/inbox", shows: /orders-db/ },
      { name: "reviews", as: "admin", path: "/reviews", shows: /Waits for your answer/ },
      { name: "verify", as: "requester", path: "/verify", shows: /Verify a receipt/ },
      { name: "people", as: "admin", path: "/admin/people", shows: /Groups/ },
      { name: "alarms", as: "admin", path: "/admin/alarms", shows: /^(Nothing is wrong|raised)/ },
      { name: "notifications", as: "admin", path: "/admin/notifications", shows: /Ways out of the portal/ },
      {
        name: "red-switch",
        as: "admin",
        path: `/admin/red-switch?of=target&targetId=${target}`,
        shows: /Grants that end/,
      },
      { name: "security-and-tokens", as: "requester", path: "/settings", shows: /Where you are signed in/ },
      { name: "not-found", as: "requester", path: "/requests/req_00000000000000000000000000", shows: /not|nothing/i },
    ],
  };
}

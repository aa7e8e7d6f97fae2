import type { Change } from "./change-detail.ts";
import type { Consequences } from "./query.ts";

/** Why a change of such a kind decides nothing otherwise; for the others, that nothing now would be. */
const unread: Partial<Record<Change["kind"], string>> = {
  target: "Nothing can be asked for on a new target until entitlements of it are proposed and approved.",
  entitlement: "Nothing that was asked for or granted names it yet. Policy decides on whoever asks for it later.",
  bundle: "Policy decides on each entitlement of a bundle as if it had been asked for alone.",
  settings: "Policy does not read how a target is reached or what becomes of standing access there.",
  known: "Policy reads grants, not access that stands without one.",
  retention: "Policy reads what is, not for how long the past is kept.",
  account: "Policy reads people, not their logins at targets.",
};

export const nothingOtherwise = (kind: Change["kind"], { requests, grants }: Consequences): string =>
  `No decision comes out otherwise. ${
    unread[kind] ??
    `Of ${counted(requests.lookedAt, "request that waits", "requests that wait")} and ${counted(grants.lookedAt, "grant", "grants")}, all are decided as before.`
  }`;

export const becomesWords = {
  pending: "waits on instead of being settled",
  approved: "approved: the votes suffice",
  denied: "denied",
  cancelled: "cancelled",
  lapsed: "lapsed",
  "asked-otherwise": "asked of others",
} as const satisfies Record<Consequences["requests"]["changed"][number]["becomes"], string>;

export const severalWords = ({ people, count }: Consequences["approvers"][number]["gain"]): string => {
  const more = count - people.length;
  return [...people.map(({ name }) => name), ...(more > 0 ? [`${more} more`] : [])].join(", ");
};

export const referenceWords = (of: Consequences["approvers"][number]["of"]): string => {
  if (typeof of !== "string")
    return "ownersOf" in of ? `As owner of ${of.ownersOf}` : `As manager of ${of.managerOf.name}`;
  if (of === "requester.manager") return "As manager of whoever asks";
  const [kind, ...name] = of.split(":");
  const said = name.join(":");
  if (kind === "onCall") return `On call in ${said}`;
  return kind === "group" ? `As a member of ${said}` : "By address";
};

export const counted = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

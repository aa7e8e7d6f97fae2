import { proposedOf } from "#core/domain/change/proposed-of.ts";
import type { Change } from "#core/domain/change/change.ts";
import type { ListChangesInput } from "#core/domain/change/change-input.ts";
import type { EntitlementId, PersonId } from "#core/domain/ids.ts";
import type { PageOf } from "#core/domain/page.ts";
import { ok, refuse } from "#core/domain/result.ts";
import type { Caller, Core, UseCase } from "#core/ports/core.ts";
import { baseOfChange } from "#core/usecases/changes/base-of-change.ts";
import { gainsBy } from "#core/usecases/changes/gains-by.ts";
import { mutualApprovals } from "#core/usecases/changes/mutual-approvals.ts";
import { examinePolicy, type PolicyCheck } from "#core/usecases/policy/check-policy.ts";
import { type ChangeSubject, subjectsOf } from "#core/usecases/changes/subject-of-change.ts";
import { namedEntitlements } from "#core/usecases/named-entitlements.ts";
import { namesOf, type PersonName } from "#core/usecases/names-of.ts";

export interface ChangeView extends Pick<
  Change,
  "id" | "kind" | "status" | "summary" | "payload" | "createdAt" | "decidedAt" | "reason" | "base"
> {
  /** What it is about; null for the policy, and for what is gone. */
  readonly subject: ChangeSubject | null;
  /** Of the entitlements that it, or what it replaces, names by id. */
  readonly entitlements: readonly { readonly id: EntitlementId; readonly name: string }[];
  /** Of the people that it, or what it replaces, names by id. */
  readonly people: readonly PersonName[];
  readonly author: PersonName;
  readonly decidedBy: PersonName | null;
  /** Whether the caller may reject it; approving it may be somebody else's. */
  readonly mayDecide: boolean;
  readonly mayApprove: boolean;
  /** Whether the caller would gain by it, and so cannot approve it. */
  readonly gains: boolean;
  readonly mayWithdraw: boolean;
  /** What it changes has moved since it was proposed: it must be proposed anew. */
  readonly isStale: boolean;
  /** The tests that a proposed policy carries, run today; null for any other change. */
  readonly tests: PolicyCheck["tests"] | null;
  /** How often the caller and the author approved what the other asked for, each way, in the last 90 days; the lesser of both. */
  readonly mutual: number;
}

const readers = ["administrator", "reviewer", "auditor"] as const;

/** Proposed and decided changes, newest first. */
export const listChanges: UseCase<ListChangesInput, PageOf<ChangeView>, "not_allowed"> = async (
  core,
  caller,
  { waiting, ...asked },
) => {
  if (!readers.some((role) => caller.person.roles.includes(role))) return refuse("not_allowed");
  const page = await core.changes.page({ waiting }, asked);
  return ok({ items: await viewChanges(core, caller, page.items), nextCursor: page.nextCursor });
};

export const viewChanges = async (
  core: Core,
  caller: Caller,
  changes: readonly Change[],
): Promise<readonly ChangeView[]> => {
  const subjects = await subjectsOf(core, changes);
  const peopleIn = ({ id, payload }: Pick<Change, "id" | "payload">): readonly PersonId[] =>
    peopleNamedBy([payload, subjects.get(id)?.before]);
  const name = await namesOf(
    core,
    changes.flatMap((change) => [
      change.authorId,
      ...(change.decidedById ? [change.decidedById] : []),
      ...peopleIn(change),
    ]),
  );
  const namedIn = ({ id, payload }: Pick<Change, "id" | "payload">): readonly EntitlementId[] => [
    ...namedBy(payload),
    ...namedBy(subjects.get(id)?.before ?? {}),
  ];
  const entitlements = await namedEntitlements(core, changes.flatMap(namedIn));
  const mutual = await mutualApprovals(core, caller.person.id);
  const proposed = changes.filter(({ status }) => status === "proposed");
  const tests = await testsOf(core, proposed);
  const standings = new Map<string, ChangeStanding>();
  for (const change of proposed) standings.set(change.id, await standingOf(core, caller, change));
  return changes.map(({ authorId, decidedById, payload, ...change }) => ({
    id: change.id,
    kind: change.kind,
    status: change.status,
    summary: change.summary,
    createdAt: change.createdAt,
    decidedAt: change.decidedAt,
    reason: change.reason,
    base: change.base,
    payload: withoutSecrets(payload),
    subject: subjects.get(change.id) ?? null,
    entitlements: entitlements
      .filter((each) => namedIn({ id: change.id, payload }).includes(each.id))
      .map(({ id, name }) => ({ id, name })),
    people: peopleIn({ id: change.id, payload }).map(name),
    author: name(authorId),
    decidedBy: decidedById && name(decidedById),
    ...(standings.get(change.id) ?? settled),
    tests: tests.get(change.id) ?? null,
    mutual: mutual.get(authorId) ?? 0,
  }));
};

const testsOf = async (core: Core, changes: readonly Change[]): Promise<ReadonlyMap<string, PolicyCheck["tests"]>> => {
  const tests = new Map<string, PolicyCheck["tests"]>();
  for (const { id, payload } of changes)
    if (typeof payload["document"] === "string") tests.set(id, (await examinePolicy(core, payload["document"])).tests);
  return tests;
};

type ChangeStanding = Pick<ChangeView, "mayDecide" | "mayApprove" | "gains" | "mayWithdraw" | "isStale">;

const settled: ChangeStanding = {
  mayDecide: false,
  mayApprove: false,
  gains: false,
  mayWithdraw: false,
  isStale: false,
};

/** What the caller may do about a change that waits: the same that decides when they do it. */
const standingOf = async (core: Core, { person }: Caller, change: Change): Promise<ChangeStanding> => {
  const [stale, gains] = await Promise.all([isStale(core, change), gainsBy(core, change, person.id)]);
  const mayWithdraw = change.authorId === person.id;
  const mayDecide = !mayWithdraw && person.roles.includes("reviewer");
  const isForThem = change.kind !== "unverified" || person.roles.includes("administrator");
  return { mayDecide, mayApprove: mayDecide && isForThem && !stale && !gains, gains, mayWithdraw, isStale: stale };
};

const isStale = async (core: Core, { payload, base }: Change): Promise<boolean> =>
  (await baseOfChange(core, proposedOf(payload))) !== base;

const namedBy = (payload: Change["payload"]): readonly EntitlementId[] => {
  const ids = payload["entitlementIds"];
  return Array.isArray(ids) ? (ids as EntitlementId[]) : [];
};

/** Wherever they stand in it: members, turns, whose login it is. */
const peopleNamedBy = (value: unknown): readonly PersonId[] => [
  ...new Set(
    (JSON.stringify(value).match(/"per_[0-9a-hjkmnp-tv-z]{26}"/g) ?? []).map((id) => id.slice(1, -1) as PersonId),
  ),
];

const withoutSecrets = (payload: Change["payload"]): Change["payload"] => {
  const { sealedSecret, ...shown } = payload;
  return sealedSecret === undefined ? shown : { ...shown, secret: "sealed" };
};

import { proposedOf } from "#core/domain/change/proposed-of.ts";
import type { Change } from "#core/domain/change/change.ts";
import type { EntitlementId } from "#core/domain/ids.ts";
import { ok, refuse } from "#core/domain/result.ts";
import type { Caller, Core, UseCase } from "#core/ports/core.ts";
import { baseOfChange } from "#core/usecases/changes/base-of-change.ts";
import { namedEntitlements } from "#core/usecases/named-entitlements.ts";
import { namesOf, type PersonName } from "#core/usecases/names-of.ts";

export interface ChangeView extends Pick<
  Change,
  "id" | "kind" | "status" | "summary" | "payload" | "createdAt" | "decidedAt" | "reason" | "base"
> {
  /** Of the entitlements that it names by id. */
  readonly entitlements: readonly { readonly id: EntitlementId; readonly name: string }[];
  readonly author: PersonName;
  readonly decidedBy: PersonName | null;
  /** Whether the caller may approve or reject it. */
  readonly mayDecide: boolean;
  readonly mayWithdraw: boolean;
  /** What it changes has moved since it was proposed: it must be proposed anew. */
  readonly isStale: boolean;
}

const readers = ["administrator", "reviewer", "auditor"] as const;

/** Proposed and decided changes, newest first. */
export const listChanges: UseCase<Record<string, never>, readonly ChangeView[], "not_allowed"> = async (
  core,
  caller,
) => {
  if (!readers.some((role) => caller.person.roles.includes(role))) return refuse("not_allowed");
  return ok(await viewChanges(core, caller, await core.changes.list()));
};

export const viewChanges = async (
  core: Core,
  caller: Caller,
  changes: readonly Change[],
): Promise<readonly ChangeView[]> => {
  const name = await namesOf(
    core,
    changes.flatMap(({ authorId, decidedById }) => [authorId, ...(decidedById ? [decidedById] : [])]),
  );
  const entitlements = await namedEntitlements(core, changes.flatMap(namedBy));
  const stale = new Set<string>();
  for (const change of changes) if (change.status === "proposed" && (await isStale(core, change))) stale.add(change.id);
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
    entitlements: entitlements
      .filter((each) => namedBy({ payload }).includes(each.id))
      .map(({ id, name }) => ({ id, name })),
    author: name(authorId),
    decidedBy: decidedById && name(decidedById),
    mayDecide:
      change.status === "proposed" && authorId !== caller.person.id && caller.person.roles.includes("reviewer"),
    mayWithdraw: change.status === "proposed" && authorId === caller.person.id,
    isStale: stale.has(change.id),
  }));
};

const isStale = async (core: Core, { payload, base }: Change): Promise<boolean> =>
  (await baseOfChange(core, proposedOf(payload))) !== base;

const namedBy = ({ payload }: Pick<Change, "payload">): readonly EntitlementId[] => {
  const ids = payload["entitlementIds"];
  return Array.isArray(ids) ? (ids as EntitlementId[]) : [];
};

const withoutSecrets = (payload: Change["payload"]): Change["payload"] => {
  const { sealedSecret, ...shown } = payload;
  return sealedSecret === undefined ? shown : { ...shown, secret: "sealed" };
};

import type { Change } from "#core/domain/change/change.ts";
import type { EntitlementId } from "#core/domain/ids.ts";
import { ok, refuse } from "#core/domain/result.ts";
import type { Caller, Core, UseCase } from "#core/ports/core.ts";
import { namedEntitlements } from "#core/usecases/named-entitlements.ts";
import { namesOf, type PersonName } from "#core/usecases/names-of.ts";

export interface ChangeView extends Pick<
  Change,
  "id" | "kind" | "status" | "summary" | "payload" | "createdAt" | "decidedAt" | "reason"
> {
  /** Of the entitlements that it names by id. */
  readonly entitlements: readonly { readonly id: EntitlementId; readonly name: string }[];
  readonly author: PersonName;
  readonly decidedBy: PersonName | null;
  /** Whether the caller may approve or reject it. */
  readonly mayDecide: boolean;
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
  return changes.map(({ id, kind, status, summary, payload, createdAt, decidedAt, reason, authorId, decidedById }) => ({
    ...{ id, kind, status, summary, createdAt, decidedAt, reason },
    payload: withoutSecrets(payload),
    entitlements: entitlements
      .filter((each) => namedBy({ payload }).includes(each.id))
      .map(({ id, name }) => ({ id, name })),
    author: name(authorId),
    decidedBy: decidedById && name(decidedById),
    mayDecide: status === "proposed" && authorId !== caller.person.id && caller.person.roles.includes("reviewer"),
  }));
};

const namedBy = ({ payload }: Pick<Change, "payload">): readonly EntitlementId[] => {
  const ids = payload["entitlementIds"];
  return Array.isArray(ids) ? (ids as EntitlementId[]) : [];
};

const withoutSecrets = (payload: Change["payload"]): Change["payload"] => {
  const { sealedSecret, ...shown } = payload;
  return sealedSecret === undefined ? shown : { ...shown, secret: "sealed" };
};

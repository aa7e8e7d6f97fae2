import type { RequestId, TargetId } from "#core/domain/ids.ts";
import { ok, refuse } from "#core/domain/result.ts";
import { mostWatched, type WatchedSession } from "#core/ports/connector.ts";
import type { TargetWatch, TriedAccount } from "#core/domain/use/use-seen.ts";
import type { Core, UseCase } from "#core/ports/core.ts";
import { namesOf, type PersonName } from "#core/usecases/names-of.ts";
import { askSessions } from "#core/usecases/use/ask-sessions.ts";
import { type GrantView, viewGrants } from "#core/usecases/view-grant.ts";

export interface TargetSessionsView {
  /** As of `GrantSessionsView`. */
  readonly state: "told" | "unable" | "unreachable";
  readonly readAt: Date;
  /** Grants through which somebody could be connected, and those of them that were asked about. */
  readonly open: number;
  readonly asked: number;
  /** Those through which somebody is connected, the most sessions first. */
  readonly connected: readonly { readonly grant: GrantView; readonly sessions: readonly WatchedSession[] }[];
  /** Whether log-ins can be read here, and when they were; null where nothing was asked yet, or the kind cannot tell. */
  readonly signIns: Pick<TargetWatch, "readAt" | "unable" | "error"> | null;
  /** Accounts whose time was over and that were tried, the last one first. */
  readonly tried: readonly (Pick<TriedAccount, "account" | "count" | "firstAt" | "lastAt" | "address"> & {
    readonly holder: PersonName;
    readonly requestId: RequestId;
  })[];
}

const mostTried = 50;

/** Who is connected at a target through the grants of this portal. For those with a duty in it. */
export const readTargetSessions: UseCase<
  { targetId: TargetId },
  TargetSessionsView,
  "not_allowed" | "not_found"
> = async (core, caller, { targetId }) => {
  if (caller.person.roles.length === 0) return refuse("not_allowed");
  const target = await core.catalogue.findTarget(targetId);
  if (!target) return refuse("not_found");
  const open = (await core.grants.openOn(targetId)).filter(({ status }) => status !== "scheduled");
  const some = open.slice(0, mostWatched);
  const [told, watch, tried] = await Promise.all([
    askSessions(core, target, some),
    core.uses.watchOf(targetId),
    triedAt(core, targetId),
  ]);
  const tells = core.targets.kind(target.kind)?.tells.includes("sign-ins");
  const of = told.state === "told" ? told.of : new Map<string, readonly WatchedSession[]>();
  const connected = some.filter(({ holdingId }) => (of.get(holdingId) ?? []).length > 0);
  const views = await viewGrants(core, caller, connected);
  const rows = views.map((grant, index) => {
    const holdingId = connected[index]?.holdingId;
    return { grant, sessions: (holdingId && of.get(holdingId)) ?? [] };
  });
  return ok({
    ...{ state: told.state, readAt: await core.clock.now(), open: open.length, asked: some.length },
    signIns: tells && watch ? { readAt: watch.readAt, unable: watch.unable, error: watch.error } : null,
    tried,
    connected: rows.toSorted((a, b) => b.sessions.length - a.sessions.length),
  });
};

const triedAt = async (core: Core, targetId: TargetId): Promise<TargetSessionsView["tried"]> => {
  const tried = await core.uses.triedAt(targetId, mostTried);
  const [grants, name] = await Promise.all([
    core.grants.ofIds(tried.map(({ grantId }) => grantId)),
    namesOf(
      core,
      tried.map(({ holderId }) => holderId),
    ),
  ]);
  return tried.flatMap(({ account, count, firstAt, lastAt, address, holderId, grantId }) => {
    const grant = grants.find(({ id }) => id === grantId);
    if (!grant) return [];
    const { requestId } = grant;
    return [{ account, count, firstAt, lastAt, address, holder: name(holderId), requestId }];
  });
};

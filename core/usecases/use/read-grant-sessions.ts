import type { GrantIdInput } from "#core/domain/grant/grant-input.ts";
import type { TriedAccount } from "#core/domain/use/use-seen.ts";
import { ok } from "#core/domain/result.ts";
import type { WatchedSession } from "#core/ports/connector.ts";
import type { UseCase } from "#core/ports/core.ts";
import { readableGrant } from "#core/usecases/read-grant.ts";
import { askSessions } from "#core/usecases/use/ask-sessions.ts";

export interface GrantSessionsView {
  /**
   * `told`: the sessions are those of this moment. `unable`: the target does not know. `unreachable`: it did not answer in
   * time. `closed`: the grant is not one through which anybody could be connected.
   */
  readonly state: "told" | "unable" | "unreachable" | "closed";
  readonly readAt: Date;
  readonly sessions: readonly WatchedSession[];
  /** When it was seen in use: looked at now and then, so it proves use and never its absence. */
  readonly firstSeenAt: Date | null;
  readonly lastSeenAt: Date | null;
  /** Log-ins that the target refused after the grant's end. */
  readonly tried: Pick<TriedAccount, "count" | "lastAt" | "address"> | null;
}

/** Who is connected through a grant now, asked of its target as it is read. For whoever may read the grant. */
export const readGrantSessions: UseCase<GrantIdInput, GrantSessionsView, "not_found"> = async (core, caller, input) => {
  const readable = await readableGrant(core, caller, input);
  if (!readable.ok) return readable;
  const grant = readable.value;
  const isOpen = grant.status === "activating" || grant.status === "active" || grant.status === "ending";
  const [target, [use], [tried]] = await Promise.all([
    core.catalogue.findTarget(grant.targetId),
    core.uses.ofHoldings([grant.holdingId]),
    core.uses.triedOfGrants([grant.id]),
  ]);
  const asked = isOpen && target ? await askSessions(core, target, [grant]) : null;
  const sessions = asked?.state === "told" ? (asked.of.get(grant.holdingId) ?? []) : [];
  const readAt = await core.clock.now();
  const lastSeenAt = sessions.length > 0 ? readAt : (use?.lastSeenAt ?? null);
  return ok({
    ...{ state: asked?.state ?? "closed", readAt, sessions, lastSeenAt },
    tried: tried ? { count: tried.count, lastAt: tried.lastAt, address: tried.address } : null,
    firstSeenAt: use?.firstSeenAt ?? lastSeenAt,
  });
};

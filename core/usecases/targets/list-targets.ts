import type { Target } from "#core/domain/catalogue/entitlement.ts";
import { overdueAfterMs } from "#core/domain/grant/revocation-objective.ts";
import { ok, refuse } from "#core/domain/result.ts";
import type { TargetHealth } from "#core/ports/catalogue.ts";
import type { ConnectorKind, ResidualBound } from "#core/ports/connector.ts";
import type { UseCase } from "#core/ports/core.ts";

export interface TargetView extends Pick<
  Target,
  "id" | "name" | "kind" | "description" | "settings" | "driftMode" | "retiringAt" | "retiredAt" | "createdAt"
> {
  readonly title: string;
  /** Whether people have logins of their own there, or get one made for each grant. */
  readonly logins: ConnectorKind["accounts"] | null;
  /** How long access may outlive its removal at worst. */
  readonly residualBound: ResidualBound | null;
  readonly health: Omit<TargetHealth, "targetId"> | null;
  readonly entitlements: number;
  readonly liveGrants: number;
  /** Holdings whose access should be gone by now and is not. */
  readonly overdue: number;
}

/** The targets with their health, for administrators, reviewers and auditors. Secrets are write-only: none is in it. */
export const listTargets: UseCase<Record<string, never>, readonly TargetView[], "not_allowed"> = async (
  core,
  caller,
) => {
  if (caller.person.roles.length === 0) return refuse("not_allowed");
  const [targets, health, items, overdue, live] = await Promise.all([
    core.catalogue.targets(),
    core.catalogue.health(),
    core.catalogue.all(),
    core.holdings.overdue(overdueAfterMs),
    core.reports.liveGrantsByTarget(),
  ]);
  return ok(
    targets.map(({ id, name, kind, description, settings, driftMode, retiringAt, retiredAt, createdAt }) => {
      const connector = core.targets.kind(kind);
      const seen = health.find(({ targetId }) => targetId === id);
      return {
        ...{ id, name, kind, description, settings, driftMode, retiringAt, retiredAt, createdAt },
        title: connector?.title ?? kind,
        logins: connector?.accounts ?? null,
        residualBound: connector?.residualBound ?? null,
        health: seen
          ? {
              ...{ seenAt: seen.seenAt, clockOffsetMs: seen.clockOffsetMs, failedAt: seen.failedAt, error: seen.error },
              ...{ failures: seen.failures, probeAt: seen.probeAt },
            }
          : null,
        entitlements: items.filter(({ target }) => target.id === id).length,
        liveGrants: live.get(id) ?? 0,
        overdue: overdue.byTarget.get(id)?.count ?? 0,
      };
    }),
  );
};

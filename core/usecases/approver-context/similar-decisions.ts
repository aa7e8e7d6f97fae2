import type { EntitlementId, RequestId } from "#core/domain/ids.ts";
import type { Core } from "#core/ports/core.ts";

/** How earlier requests for one of these entitlements were answered: counts, because colleagues stay unnamed (domain rule 16). */
export interface SimilarDecisions {
  readonly byPolicy: number;
  readonly approved: number;
  readonly denied: number;
  readonly lapsed: number;
}

const requestsLooked = 200;

/** Of requests for one entitlement alone, newest first, and not the one that is decided on. A bounded read for each. */
export const similarDecisions = async (
  core: Core,
  entitlementIds: readonly EntitlementId[],
  except: RequestId,
  since: Date,
): Promise<SimilarDecisions> => {
  const pages = await Promise.all(
    entitlementIds.map((entitlementId) =>
      core.audit.page({ entitlementId, kind: "requestSubmitted", from: since }, { limit: requestsLooked }),
    ),
  );
  const ids = pages.flatMap(({ items }) => items.flatMap(({ requestId }) => requestId ?? []));
  const outcomes = await core.requests.outcomesOf(ids.filter((id) => id !== except));
  const count = (is: (each: (typeof outcomes)[number]) => boolean): number => outcomes.filter(is).length;
  return {
    byPolicy: count(({ status, decision }) => status === "approved" && decision === "auto-approve"),
    approved: count(({ status, decision }) => status === "approved" && decision !== "auto-approve"),
    denied: count(({ status }) => status === "denied"),
    lapsed: count(({ status }) => status === "lapsed"),
  };
};

import type { Grant } from "#core/domain/grant/grant.ts";
import type { Holding } from "#core/domain/holding/holding.ts";

/**
 * When time alone takes a holding's access away: when the last of the grants that want it there is over, which is at once
 * where none does any more. Null where no grant of ours can have put anything there.
 */
export const endsByTime = (holding: Pick<Holding, "standing">, grants: readonly Grant[], now: Date): Date | null => {
  // Not looked for yet, so nothing was given yet either.
  if (holding.standing === null) return null;
  const ends = grants.flatMap((grant) => endOf(grant, now));
  return ends.length === 0 ? null : new Date(Math.max(...ends.map((at) => at.getTime())));
};

const endOf = ({ status, expiresAt, activateBy, removeBy }: Grant, now: Date): readonly Date[] => {
  switch (status) {
    case "active":
      return expiresAt ? [expiresAt] : [];
    case "activating": {
      const limits = [activateBy, removeBy].flatMap((at) => (at ? [at.getTime()] : []));
      return [new Date(Math.min(...limits))];
    }
    case "ending":
      return [now];
    case "scheduled":
    case "ended":
      return [];
  }
};

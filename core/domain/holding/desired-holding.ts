import { type Grant, isLive } from "#core/domain/grant/grant.ts";

export interface DesiredHolding {
  readonly present: boolean;
  /** The latest deadline of the live grants: what the target is told. Null when nothing should be there. */
  readonly until: Date | null;
}

/** Access is present if and only if at least one live grant says so, until the latest of their deadlines (promise 4). */
export const desiredHolding = (grants: readonly Grant[]): DesiredHolding => {
  const deadlines = grants
    .filter(isLive)
    .map((grant) => (grant.status === "active" ? grant.expiresAt : grant.removeBy));
  const times = deadlines.map((at) => at?.getTime() ?? Number.NaN);
  if (times.some(Number.isNaN)) throw new Error("a live grant without a deadline");
  return times.length === 0 ? { present: false, until: null } : { present: true, until: new Date(Math.max(...times)) };
};

/** When the reconciler must look next if nothing else happens; null when nothing is owed. */
export const nextDue = (grants: readonly Grant[], now: Date): Date | null => {
  const instants = grants.flatMap((grant): readonly Date[] => {
    switch (grant.status) {
      case "scheduled":
        return grant.scheduledFor ? [grant.scheduledFor] : [];
      case "activating":
      case "ending":
        return [now];
      case "active":
        return grant.expiresAt ? [grant.expiresAt] : [];
      case "ended":
        return [];
    }
  });
  return instants.length === 0 ? null : new Date(Math.min(...instants.map((at) => at.getTime())));
};

/** The first instant still to come at which time changes something for these grants; null when none does. */
export const nextDeadline = (grants: readonly Grant[], now: Date): Date | null => {
  const instants = grants.flatMap(deadlinesOf).filter((at) => at > now);
  return instants.length === 0 ? null : new Date(Math.min(...instants.map((at) => at.getTime())));
};

/** When to look again at what must be waited for until `at`: no later than time changes something for these grants. */
export const lookAgainAt = (at: Date, grants: readonly Grant[], now: Date): Date => {
  const deadline = nextDeadline(grants, now);
  return deadline && deadline < at ? deadline : at;
};

const deadlinesOf = ({ status, scheduledFor, activateBy, removeBy, expiresAt }: Grant): readonly Date[] => {
  const deadlines = { scheduled: [scheduledFor], activating: [activateBy, removeBy], active: [expiresAt] };
  const own = status === "ending" || status === "ended" ? [] : deadlines[status];
  return own.flatMap((at) => at ?? []);
};

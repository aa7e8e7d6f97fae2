import type { EndReason, Grant } from "#core/domain/grant/grant.ts";

/** What time alone asks of a grant: to begin, to end, or nothing. At exactly the deadline it is over. */
export type TimeStep = { readonly step: "start" } | { readonly step: "end"; readonly reason: EndReason } | null;

export const timeStep = (grant: Grant, now: Date): TimeStep => {
  const past = (at: Date | null): boolean => at !== null && at <= now;
  switch (grant.status) {
    case "scheduled":
      if (scheduledEnd(grant) <= now) return { step: "end", reason: "target-unavailable" };
      return past(grant.scheduledFor) ? { step: "start" } : null;
    case "activating":
      return past(grant.activateBy) || past(grant.removeBy) ? { step: "end", reason: "never-activated" } : null;
    case "active":
      return past(grant.expiresAt) ? { step: "end", reason: "expired" } : null;
    case "ending":
    case "ended":
      return null;
  }
};

const scheduledEnd = (grant: Grant): Date =>
  new Date((grant.scheduledFor ?? grant.createdAt).getTime() + grant.durationSeconds * 1000);

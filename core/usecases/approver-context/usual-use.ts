import type { AuditEvent } from "#core/domain/audit/event.ts";
import type { EntitlementId, PersonId } from "#core/domain/ids.ts";
import type { Core } from "#core/ports/core.ts";

/** How one of the entitlements was held lately, by the holder and by others: others appear as counts only (domain rule 16). */
export interface UsualUse {
  readonly entitlementId: EntitlementId;
  readonly name: string;
  readonly holderTimes: number;
  readonly otherTimes: number;
  readonly otherPeople: number;
  /** Of the others, those who are in a group with the holder. */
  readonly peers: number;
  /** The middle of how long others had it; null when nobody did. */
  readonly otherMedianSeconds: number | null;
  /** How often others had it for at most so long, and longer than the bucket before. The last has no limit. */
  readonly buckets: readonly { readonly atMostSeconds: number | null; readonly count: number }[];
}

interface Asked {
  readonly entitlement: { readonly id: EntitlementId; readonly name: string };
  readonly holderId: PersonId;
  readonly isPeer: (personId: PersonId) => boolean;
  readonly since: Date;
}

const eventsLooked = 200;
const bucketLimits = [900, 1800, 3600, 7200, 14_400, 28_800, null] as const;

/** One bounded read of the record. */
export const usualUse = async (core: Core, { entitlement, holderId, isPeer, since }: Asked): Promise<UsualUse> => {
  const filter = { entitlementId: entitlement.id, kind: "grantActivated" as const, from: since };
  const { items } = await core.audit.page(filter, { limit: eventsLooked });
  const others = items.filter(({ personId }) => personId !== holderId);
  const people = new Set(others.flatMap(({ personId }) => personId ?? []));
  const lengths = others.flatMap(secondsOf).sort((a, b) => a - b);
  return {
    entitlementId: entitlement.id,
    name: entitlement.name,
    holderTimes: items.length - others.length,
    otherTimes: others.length,
    otherPeople: people.size,
    peers: [...people].filter(isPeer).length,
    otherMedianSeconds: lengths[Math.floor((lengths.length - 1) / 2)] ?? null,
    buckets: bucketLimits.map((atMostSeconds, index) => ({
      atMostSeconds,
      count: lengths.filter(
        (seconds) => seconds > (bucketLimits[index - 1] ?? 0) && seconds <= (atMostSeconds ?? Infinity),
      ).length,
    })),
  };
};

/** How long an activation said that the access would last. */
const secondsOf = ({ data }: AuditEvent): readonly number[] => {
  const [from, to] = [data["readyAt"], data["expiresAt"]].map((at) => (typeof at === "string" ? Date.parse(at) : NaN));
  const seconds = ((to ?? NaN) - (from ?? NaN)) / 1000;
  return Number.isFinite(seconds) ? [seconds] : [];
};

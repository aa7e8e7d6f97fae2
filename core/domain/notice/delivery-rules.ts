import type { PersonId } from "#core/domain/ids.ts";
import type { Delivery } from "#core/domain/notice/notice.ts";

const firstMs = 2_000;
const capMs = 10 * 60_000;
/** A message nobody could take for a day has no reader any more. */
export const giveUpAfterMs = 24 * 3_600_000;
/** So many failures in a row, and the person counts as not reached over this channel. It is tried on. */
const unreachedAfter = 3;

/** How long to wait after the n-th failure: doubling, capped, half of it random, so that what failed together does not return together. */
export const retryInMs = (attempts: number, random: number): number => {
  const full = Math.min(capMs, firstMs * 2 ** Math.min(Math.max(attempts, 1) - 1, 20));
  return Math.round(full / 2 + (full / 2) * random);
};

type Attempted = Pick<Delivery, "channel" | "recipient" | "status" | "attempts">;

/**
 * Who of these could not be told: every delivery to them outside the portal failed. Where a person has no such delivery, by
 * configuration or by choice, the inbox is their channel, and it takes everything.
 */
export const unreached = (people: readonly PersonId[], deliveries: readonly Attempted[]): readonly PersonId[] =>
  people.filter((id) => {
    const outside = deliveries.filter(({ recipient, channel }) => recipient === id && channel !== "inbox");
    return outside.length > 0 && outside.every(hasFailed);
  });

const hasFailed = ({ status, attempts }: Attempted): boolean =>
  status === "failed" || (status === "waiting" && attempts >= unreachedAfter);

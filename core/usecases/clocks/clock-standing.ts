import { clocksDifferAtMostMs, clocksHeartbeat } from "#core/domain/clock/clock-spread.ts";
import type { Core } from "#core/ports/core.ts";

/** What was measured longer ago says nothing of now. */
const goodForMs = 3 * 60_000;

export interface ClockStanding {
  /** The worst of the last minute; null where nobody has measured lately. */
  readonly spreadMs: number | null;
  readonly agree: boolean;
}

/** Whether the database's clocks agree well enough to grant anything by them (domain rule 2). */
export const clockStanding = async (core: Pick<Core, "heartbeats">, now: Date): Promise<ClockStanding> => {
  const beat = await core.heartbeats.last(clocksHeartbeat);
  const isGood = beat !== null && now.getTime() - beat.at.getTime() <= goodForMs;
  const spreadMs = isGood ? Number(beat.detail) : null;
  return { spreadMs, agree: spreadMs === null || spreadMs <= clocksDifferAtMostMs };
};

import { clocksHeartbeat, clockSpreadMs, ownOffsetMs } from "#core/domain/clock/clock-spread.ts";
import type { Core } from "#core/ports/core.ts";

/** Two nodes are not met each time: what was seen once counts for this long. */
const worstOfMs = 60_000;

export interface MeasuredClocks {
  readonly spreadMs: number;
  /** This process' own clock minus the database's. Decides nothing; whoever runs the portal may want to know. */
  readonly ownOffsetMs: number | null;
}

/** Measures how far the database's clocks disagree, and keeps the worst of the last minute, whichever process saw it. */
export const measureClocks = async (core: Core): Promise<MeasuredClocks> => {
  const readings = await core.clockNodes.read();
  const spreadMs = Math.ceil(clockSpreadMs(readings));
  const [now, last] = await Promise.all([core.clock.now(), core.heartbeats.last(clocksHeartbeat)]);
  const isWorst = !last || spreadMs >= Number(last.detail) || now.getTime() - last.at.getTime() > worstOfMs;
  if (isWorst) await core.heartbeats.beat(clocksHeartbeat, String(spreadMs));
  return { spreadMs, ownOffsetMs: ownOffsetMs(readings) };
};

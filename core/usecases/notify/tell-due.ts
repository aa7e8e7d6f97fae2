import type { Actor } from "#core/domain/audit/event.ts";
import type { Core } from "#core/ports/core.ts";
import { deliverDue } from "#core/usecases/notify/deliver-due.ts";
import { fanOutDue } from "#core/usecases/notify/fan-out-due.ts";
import { forgetOldNotices } from "#core/usecases/notify/forget-old-notices.ts";

export interface ToldNow {
  /** Events and reminders whose recipients were found. */
  readonly told: number;
  readonly delivered: number;
  readonly failed: number;
}

/**
 * Tells people what is due: finds whom each event concerns, and hands what they are told to its channels. May run anywhere, any
 * number of times, at once: claims are leases, and a repetition carries the same id. A channel that hangs holds up only itself.
 */
export const tellDue = async (core: Core, actor: Actor): Promise<ToldNow> => {
  const told = await fanOutDue(core);
  const outcomes = await Promise.all(core.channels.map((channel) => deliverDue(core, actor, channel)));
  await forgetOldNotices(core);
  const sum = (of: "delivered" | "failed"): number => outcomes.reduce((total, each) => total + each[of], 0);
  return { told, delivered: sum("delivered"), failed: sum("failed") };
};

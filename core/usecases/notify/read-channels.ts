import type { ChannelName } from "#core/domain/notice/notice.ts";
import { ok, refuse } from "#core/domain/result.ts";
import type { UseCase } from "#core/ports/core.ts";
import type { ChannelHealth } from "#core/ports/outbox.ts";

/** The ways out of the portal that there can be. The inbox is none, and needs no settings. */
const outside = ["email", "slack", "slack-channel", "webhook"] as const satisfies readonly ChannelName[];
export type OutsideName = (typeof outside)[number];

export interface ChannelView extends Omit<ChannelHealth, "channel"> {
  readonly channel: OutsideName;
  readonly configured: boolean;
}

/** Every way out of the portal, whether it is configured, and how it fared in the last 30 days. For administrators. */
export const readChannels: UseCase<Record<string, never>, readonly ChannelView[], "not_allowed"> = async (
  core,
  { person },
) => {
  if (!person.roles.includes("administrator")) return refuse("not_allowed");
  const health = await core.outbox.channelHealth();
  return ok(
    outside.map((channel): ChannelView => {
      const {
        deliveredAt = null,
        failedAt = null,
        error = null,
        waiting = 0,
      } = health.find((each) => each.channel === channel) ?? {};
      const configured = core.channels.some(({ name }) => name === channel);
      return { channel, configured, deliveredAt, failedAt, error, waiting };
    }),
  );
};

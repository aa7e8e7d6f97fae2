import type { ChannelName } from "#core/domain/notice/notice.ts";
import type { Channel, Outgoing } from "#core/ports/channels.ts";

export interface RecordingChannel extends Channel {
  readonly sent: Outgoing[];
  readonly changed: Outgoing[];
  /** What sending throws, for whom; undefined sends. */
  fault: (outgoing: Outgoing) => Error | undefined;
  /** Runs while a message is on its way. */
  meanwhile: () => Promise<void>;
}

/** A channel whose receiver is this test. */
export const createRecordingChannel = (name: ChannelName, changeable = false): RecordingChannel => {
  const channel: RecordingChannel = {
    name,
    sent: [],
    changed: [],
    fault: () => undefined,
    meanwhile: () => Promise.resolve(),
    recipients: () => Promise.resolve([]),
    async send(outgoing) {
      const fault = channel.fault(outgoing);
      if (fault) throw fault;
      channel.sent.push(outgoing);
      await channel.meanwhile();
      return changeable ? { sent: outgoing.id } : null;
    },
    ...(changeable && {
      change: (_: unknown, outgoing: Outgoing) => Promise.resolve(void channel.changed.push(outgoing)),
    }),
  };
  return channel;
};

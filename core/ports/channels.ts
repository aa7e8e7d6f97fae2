import type { Person } from "#core/domain/directory/person.ts";
import type { ChannelName } from "#core/domain/notice/notice.ts";
import type { Message } from "#core/domain/notice/message.ts";

/** Where a message that was sent can be changed afterwards. */
type Receipt = Readonly<Record<string, unknown>>;

export interface Outgoing {
  /** What receivers recognise a repetition by. */
  readonly id: string;
  readonly message: Message;
  /** Null on a shared channel. */
  readonly person: Person | null;
  /** What the deliveries of a shared channel are addressed to. */
  readonly recipient: string;
}

/** The receiver said no for good: an address that does not exist, a person whom the chat does not know. */
export class Undeliverable extends Error {}

/** One way out of the portal. */
export interface Channel {
  readonly name: ChannelName;
  /** Shared channels: whom their deliveries are addressed to, now. Empty for those that reach one person. */
  recipients(): Promise<readonly string[]>;
  /**
   * Hands one message over and answers once the receiver has accepted it. Throws `Undeliverable` where trying again is
   * pointless, anything else where it is not. May be called twice for one id.
   */
  send(outgoing: Outgoing): Promise<Receipt | null>;
  /** Makes a message that was sent say what became of it. Absent where a sent message cannot be changed. */
  readonly change?: (receipt: Receipt, outgoing: Outgoing) => Promise<void>;
}

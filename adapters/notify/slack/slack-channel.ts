import { type AuthTestResponse, ErrorCode, LogLevel, type UsersInfoResponse, WebClient } from "@slack/web-api";
import type { ChannelName } from "#core/domain/notice/notice.ts";
import { type Channel, type Outgoing, Undeliverable } from "#core/ports/channels.ts";
import { escapeSlack, slackBlocks } from "./slack-blocks.ts";

export interface SlackOptions {
  readonly token: string;
  /** A channel that hears of requests to decide, emergencies and alarms, beside the direct messages; by id. */
  readonly channel?: string | undefined;
  /** Whether Slack can call us back, so that a vote can be cast from a message. */
  readonly answers: boolean;
  readonly origin: string;
  /** Slack's own, or a stand-in's. */
  readonly apiUrl?: string | undefined;
}

/** The person behind a press of a button, as Slack vouches for them. */
interface SlackUser {
  readonly email: string;
}

export interface Slack {
  readonly channels: readonly Channel[];
  /**
   * Null for whoever our own Slack does not vouch for: bots, guests, the removed, those whose address nobody confirmed, and
   * members of other companies, who can be in a shared channel (Slack Connect) and whose addresses their own company confirms.
   */
  whoIs(userId: string): Promise<SlackUser | null>;
  /** Says something to one person, where they pressed a button. */
  tell(place: { readonly channel: string; readonly user: string }, text: string): Promise<void>;
}

type SlackMember = Pick<NonNullable<UsersInfoResponse["user"]>, "team_id" | "enterprise_user">;

const timeoutMs = 15_000;
/** What Slack answers when trying again is pointless. */
const finalErrors = new Set([
  "users_not_found",
  "user_not_found",
  "channel_not_found",
  "cannot_dm_bot",
  "is_archived",
  "user_disabled",
  "messages_tab_disabled",
]);

/** Slack through its official SDK. Our own back-off is the only one: the SDK would retry for half an hour inside one attempt. */
export const createSlack = (options: SlackOptions): Slack => {
  const client = new WebClient(options.token, {
    ...(options.apiUrl !== undefined && { slackApiUrl: options.apiUrl }),
    timeout: timeoutMs,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logLevel: LogLevel.ERROR,
  });
  const post = async (channel: string, { message }: Outgoing) => {
    const sent = await client.chat.postMessage({
      channel,
      text: escapeSlack(message.title),
      blocks: slackBlocks(message, options.origin, options.answers),
      unfurl_links: false,
    });
    return { channel: sent.channel ?? channel, ts: sent.ts ?? "" };
  };
  const channelOf = (
    name: ChannelName,
    recipients: readonly string[],
    addressOf: (outgoing: Outgoing) => Promise<string>,
  ): Channel => ({
    name,
    recipients: () => Promise.resolve(recipients),
    send: (outgoing) => settling(async () => post(await addressOf(outgoing), outgoing)),
    change: (receipt, { message }) =>
      settling(async () => {
        await client.chat.update({
          channel: String(receipt["channel"]),
          ts: String(receipt["ts"]),
          text: escapeSlack(message.title),
          blocks: slackBlocks(message, options.origin, options.answers),
        });
      }),
  });
  let known: Promise<AuthTestResponse> | undefined;
  /** The workspace, or the organisation of several, that our token is of. */
  const home = (): Promise<AuthTestResponse> => {
    known ??= client.auth.test();
    known.catch(() => (known = undefined));
    return known;
  };
  const isOurs = async ({ team_id: team, enterprise_user: member }: SlackMember): Promise<boolean> => {
    const { team_id: ownTeam, enterprise_id: ownEnterprise } = await home();
    if (team !== undefined && team === ownTeam) return true;
    return ownEnterprise !== undefined && member?.enterprise_id === ownEnterprise;
  };
  const direct = async ({ person }: Outgoing): Promise<string> => {
    if (!person) throw new Undeliverable("a direct message goes to a person");
    const { user } = await client.users.lookupByEmail({ email: person.email });
    if (!user?.id || !(await isOurs(user))) throw new Undeliverable("nobody has this address there");
    return user.id;
  };
  return {
    channels: [
      channelOf("slack", [], direct),
      ...(options.channel
        ? [channelOf("slack-channel", [options.channel], (to) => Promise.resolve(to.recipient))]
        : []),
    ],
    async whoIs(userId) {
      const user = await settling(async () => (await client.users.info({ user: userId })).user).catch(
        (fault: unknown) => {
          if (fault instanceof Undeliverable) return undefined;
          throw fault;
        },
      );
      const member = user && !user.deleted && !user.is_bot && !user.is_restricted && !user.is_ultra_restricted;
      const email = user?.profile?.email;
      return member && email && user.is_email_confirmed === true && (await isOurs(user)) ? { email } : null;
    },
    async tell({ channel, user }, text) {
      await client.chat.postEphemeral({ channel, user, text: escapeSlack(text) });
    },
  };
};

/** Tells what cannot be helped from what can. */
const settling = async <T>(work: () => Promise<T>): Promise<T> => {
  try {
    return await work();
  } catch (error) {
    const { code, data } = error as { code?: string; data?: { error?: string } };
    if (code === ErrorCode.PlatformError && finalErrors.has(data?.error ?? ""))
      throw new Undeliverable(data?.error ?? "refused", { cause: error });
    throw error;
  }
};

import { checkSlackCall } from "#adapters/notify/slack/check-slack-call.ts";
import { voteFromChat } from "#core/usecases/notify/vote-from-chat.ts";
import { readLimited } from "#server/api/read-json-body.ts";
import { readSlackPress, type SlackPress } from "#server/chat/read-slack-press.ts";
import { type Context, context } from "#server/context.ts";
import { env } from "#server/env.ts";
import { log, newCorrelationId } from "#server/log.ts";
import { problem } from "#server/problem.ts";

const largestBytes = 64 * 1024;

/**
 * A press of a button in Slack. Nothing of it is read before its signature is checked and the call is known to be new. The
 * vote is cast as the person whom Slack vouches for, by the same use case as everywhere else; the message itself says how it
 * ended once that is committed, by the outbox. Where no signing secret is configured, nobody is let in.
 */
export const serveSlackInteraction = async (request: Request): Promise<Response> => {
  const correlationId = newCorrelationId();
  try {
    const { LAPSE_SLACK_SIGNING_SECRET: secret } = env();
    const read = await readLimited(request, largestBytes);
    if (!read.ok) return problem(read.error, { correlationId });
    const body = Buffer.from(read.value).toString("utf8");
    const signature = request.headers.get("x-slack-signature");
    const timestamp = request.headers.get("x-slack-request-timestamp");
    const { core } = context();
    const now = await core.clock.now();
    const signed = secret === undefined ? null : checkSlackCall(secret, { body, timestamp, signature }, now);
    if (!signed || !(await core.outbox.acceptOnce(signed.callId))) return problem("not_signed_in", { correlationId });
    const press = readSlackPress(body);
    if (press) await castVote(context(), press, correlationId);
    return new Response(null, { status: 200, headers: { "cache-control": "no-store" } });
  } catch (error) {
    log().error({ err: error, correlationId }, "a call from Slack failed");
    return problem("internal_error", { correlationId });
  }
};

const castVote = async (
  { core, slack }: Context,
  { user, channel, requestId, vote, digest }: SlackPress,
  correlationId: string,
): Promise<void> => {
  if (!slack) return;
  const who = await slack.whoIs(user);
  const voted = who && (await voteFromChat(core, { email: who.email, requestId, vote, digest, correlationId }));
  const text = voted?.ok ? said[vote] : (refusals[voted?.error ?? "not_found"] ?? refused);
  // The vote stands whether or not Slack shows this.
  await slack
    .tell({ channel, user }, text)
    .catch((error: unknown) => log().warn({ err: error, correlationId }, "not told in Slack"));
};

const said = { approve: "Your approval is cast.", deny: "Your denial is cast." } as const;
const refused = "This did not work from here. Open the request in Lapse.";
const refusals: Readonly<Partial<Record<string, string>>> = {
  not_found: "You cannot decide this request.",
  own_request: "Nobody decides their own request.",
  not_pending: "This request is decided already.",
  lapsed: "This request has lapsed.",
  stale: "The request has changed since this was sent. Open it in Lapse and look again.",
  already_voted: "You have voted on this already.",
  not_your_turn: "Others decide first. You will be told when it is your turn.",
  step_up_required: "This decision must be confirmed. Open the request in Lapse.",
};

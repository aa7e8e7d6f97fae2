import type { Actor } from "#core/domain/audit/event.ts";
import { isEnabled, type Person } from "#core/domain/directory/person.ts";
import { audienceOf, type NoticeState } from "#core/domain/notice/audience-of.ts";
import { giveUpAfterMs, retryInMs } from "#core/domain/notice/delivery-rules.ts";
import { messageOf } from "#core/domain/notice/message.ts";
import type { PersonId } from "#core/domain/ids.ts";
import { mayReadRequest } from "#core/domain/request/may-read-request.ts";
import type { Core } from "#core/ports/core.ts";
import { type Channel, Undeliverable } from "#core/ports/channels.ts";
import type { Attempt, ClaimedDelivery } from "#core/ports/outbox.ts";
import { faultText } from "#core/usecases/fault-text.ts";
import { noticeFacts } from "#core/usecases/notify/notice-facts.ts";
import { noticeState } from "#core/usecases/notify/notice-state.ts";
import { watchReach } from "#core/usecases/notify/watch-reach.ts";

const batch = 8;
/** Longer than any channel's own time-out: whoever is called twice was called by a worker that died. */
const leaseMs = 60_000;
const longestErrorShown = 300;

/** Hands over what is due on one channel, a few at a time. A message that fails is tried again, later and later, for a day. */
export const deliverDue = async (
  core: Core,
  actor: Actor,
  channel: Channel,
): Promise<{ readonly delivered: number; readonly failed: number }> => {
  const attempts: Attempt[] = [];
  for (;;) {
    const claimed = await core.outbox.claimDeliveries(channel.name, batch, leaseMs);
    attempts.push(...(await Promise.all(claimed.map((each) => deliver(core, actor, channel, each)))));
    if (claimed.length < batch) break;
  }
  const count = (outcome: Attempt["outcome"]): number => attempts.filter((each) => each.outcome === outcome).length;
  return { delivered: count("delivered"), failed: count("failed") };
};

const deliver = async (core: Core, actor: Actor, channel: Channel, claimed: ClaimedDelivery): Promise<Attempt> => {
  const { delivery } = claimed;
  const attempt = await handOver(core, channel, claimed).catch((fault: unknown): Promise<Attempt> =>
    failure(core, claimed, fault),
  );
  await core.outbox.settle(delivery, attempt);
  if (delivery.requestId && attempt.outcome !== "over") await watchReach(core, actor, delivery.requestId);
  return attempt;
};

const handOver = async (core: Core, channel: Channel, { delivery, notice }: ClaimedDelivery): Promise<Attempt> => {
  const [state, now] = await Promise.all([noticeState(core, notice), core.clock.now()]);
  const shared = (await channel.recipients()).includes(delivery.recipient);
  const person = shared ? null : await core.people.find(delivery.recipient as PersonId);
  const sent = delivery.receipt !== null;
  const wanted = shared || (person && isEnabled(person) && audienceOf(notice, state, now).includes(person.id));
  if (!wanted && !sent) return { outcome: "over" };
  const [facts] = await noticeFacts(core, [{ ...state, personId: notice.personId }], person?.id ?? null, now);
  if (!facts) throw new Error(`${notice.id}: nothing is known of it`);
  const message = messageOf(notice, facts, person !== null && mayReadReason(person, state, now));
  const outgoing = { id: delivery.id, message, person, recipient: delivery.recipient };
  if (delivery.receipt === null) return { outcome: "delivered", receipt: await channel.send(outgoing) };
  await channel.change?.(delivery.receipt, outgoing);
  return { outcome: "delivered", receipt: delivery.receipt };
};

/** Without the groups that own the resource: they see who, what and when, which is what a message says anyway. */
const mayReadReason = ({ id, roles }: Person, { request, votes }: NoticeState, now: Date): boolean =>
  request !== null && mayReadRequest(request, votes, { personId: id, roles, ownsResource: false }, now) === "full";

const failure = async (core: Core, { delivery }: ClaimedDelivery, fault: unknown): Promise<Attempt> => {
  const error = faultText(fault, longestErrorShown);
  const now = await core.clock.now();
  const late = now.getTime() - delivery.createdAt.getTime() > giveUpAfterMs;
  const again = late || fault instanceof Undeliverable ? null : retryInMs(delivery.attempts, core.ids.random());
  return { outcome: "failed", error, retryInMs: again };
};

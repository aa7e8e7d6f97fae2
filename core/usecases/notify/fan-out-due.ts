import type { AuditEvent } from "#core/domain/audit/event.ts";
import { isEnabled } from "#core/domain/directory/person.ts";
import { audienceOf, type NoticeState } from "#core/domain/notice/audience-of.ts";
import { followUpsOf } from "#core/domain/notice/follow-ups-of.ts";
import { changeIdOf, noticeOf } from "#core/domain/notice/notice-of.ts";
import type { Notice } from "#core/domain/notice/notice.ts";
import { channelsFor, leavesAt, type OutsideChannel, outsideChannels } from "#core/domain/notice/preference.ts";
import { isPublic } from "#core/domain/notice/is-public.ts";
import type { Core } from "#core/ports/core.ts";
import type { NewDelivery } from "#core/ports/outbox.ts";
import { noticeState } from "#core/usecases/notify/notice-state.ts";

const batch = 100;
const leaseMs = 30_000;

/** Finds the recipients of every event and reminder that is due. What fails stays leased, and is due again when that ends. */
export const fanOutDue = async (core: Core): Promise<number> => {
  let told = 0;
  for (;;) {
    const [events, notices] = await Promise.all([
      core.outbox.claimEvents(batch, leaseMs),
      core.outbox.claimNotices(batch, leaseMs),
    ]);
    const work = [
      ...events.map((event) => () => fanOutEvent(core, event)),
      ...notices.map((notice) => async () => fanOut(core, notice, await noticeState(core, notice), null)),
    ];
    await eachOf(work);
    told += events.length + notices.length;
    if (events.length < batch && notices.length < batch) return told;
  }
};

/** One that cannot be told must not keep the others from being told. */
const eachOf = async (work: readonly (() => Promise<void>)[]): Promise<void> => {
  const faults: unknown[] = [];
  for (const one of work) await one().catch((fault: unknown) => faults.push(fault));
  if (faults.length > 0) throw new AggregateError(faults, `${faults.length} notices could not be told yet`);
};

const fanOutEvent = async (core: Core, event: AuditEvent): Promise<void> => {
  const about = {
    requestId: event.requestId ?? null,
    grantId: event.grantId ?? null,
    targetId: event.targetId ?? null,
    changeId: changeIdOf(event),
  };
  const state = await noticeState(core, { ...about, data: event.data });
  const found = noticeOf(event, state);
  if (!found) {
    await core.outbox.tell({
      notice: null,
      eventPosition: event.position,
      deliveries: [],
      followUps: [],
      settles: null,
    });
    return;
  }
  const notice: Notice = {
    ...about,
    id: `event ${event.position}`,
    kind: found.kind,
    personId: event.personId ?? null,
    actorId: event.actorId,
    data: found.data ?? {},
    createdAt: event.at,
  };
  await fanOut(core, notice, state, event.position);
};

const fanOut = async (core: Core, notice: Notice, state: NoticeState, eventPosition: string | null): Promise<void> => {
  const now = await core.clock.now();
  const audience = audienceOf(notice, state, now);
  // Whoever was called already is not called again because a request was routed anew, or a review handed to others too.
  const calls = notice.kind === "requestToDecide" || notice.kind === "reviewToAnswer";
  const earlier = new Set(calls ? await core.outbox.toldOf(notice, audience) : []);
  const wanted = audience.filter((id) => !earlier.has(id));
  const [people, preferences] = await Promise.all([core.people.ofIds(wanted), core.outbox.preferencesOf(wanted)]);
  const configured = outsideChannels.filter((name) => core.channels.some((channel) => channel.name === name));
  const personal = people.filter(isEnabled).flatMap(({ id, timezone }): NewDelivery[] => {
    const preference = preferences.find((each) => each.id === id);
    const outside: readonly OutsideChannel[] = channelsFor(notice.kind, preference, configured);
    return [
      { channel: "inbox", recipient: id, leavesAt: now },
      ...outside.map((channel) => ({
        channel,
        recipient: id,
        leavesAt: leavesAt(notice.kind, preference, timezone, now),
      })),
    ];
  });
  await core.outbox.tell({
    notice,
    eventPosition,
    deliveries: [...personal, ...(await sharedDeliveries(core, notice, now))],
    followUps: followUpsOf(notice, state),
    settles: state.request && state.request.status !== "pending" ? state.request.id : null,
  });
};

const sharedDeliveries = async (core: Core, notice: Notice, now: Date): Promise<readonly NewDelivery[]> => {
  const recipients = await Promise.all(
    core.channels
      .filter(({ name }) => isPublic(name, notice.kind))
      .map(async (channel) => (await channel.recipients()).map((recipient) => ({ channel: channel.name, recipient }))),
  );
  return recipients.flat().map((each) => ({ ...each, leavesAt: now }));
};

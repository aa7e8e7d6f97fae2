import type { NoticeState } from "#core/domain/notice/audience-of.ts";
import type { Notice } from "#core/domain/notice/notice.ts";

/** A notice that a notice leaves behind, for later. The id follows from what it is about: written twice, it is one. */
export interface FollowUp {
  readonly notice: Notice;
  readonly dueAt: Date;
}

const minuteMs = 60_000;
/** A reminder comes after three quarters of the time, at most this long before its end; not at all where that is a moment. */
const lapseLeadMs = 60 * minuteMs;
const endLeadMs = 15 * minuteMs;
const dayMs = 24 * 60 * minuteMs;
/** A review takes days: whoever still owes answers is reminded twice, where there is time for that. */
const reviewLeadsMs = [3 * dayMs, dayMs];
const shortestLeadMs = minuteMs;

/** Reminders: before a request lapses, before an access review is due, and before access ends. The deadline is in the id, so that a moved one is a new reminder. */
export const followUpsOf = (notice: Notice, { request, grant }: NoticeState): readonly FollowUp[] => {
  if (notice.kind === "requestToDecide" && request?.status === "pending") {
    const id = `requestLapsesSoon ${request.id} ${request.lapsesAt.toISOString()}`;
    const reminder: Notice = { ...notice, id, kind: "requestLapsesSoon", actorId: null, data: {} };
    return at(reminder, remindAt(notice.createdAt, request.lapsesAt, lapseLeadMs));
  }
  if (notice.kind === "reviewToAnswer") return reviewReminders(notice);
  const begins = notice.kind === "accessActive" || notice.kind === "accessExtended";
  if (!begins || grant?.status !== "active" || !grant.expiresAt) return [];
  const expiresAt = grant.expiresAt.toISOString();
  const id = `accessEndsSoon ${grant.id} ${expiresAt}`;
  const reminder: Notice = { ...notice, id, kind: "accessEndsSoon", actorId: null, data: { expiresAt } };
  return at(reminder, remindAt(notice.createdAt, grant.expiresAt, endLeadMs));
};

const reviewReminders = (notice: Notice): readonly FollowUp[] => {
  const { reviewId, dueAt } = notice.data;
  const until = new Date(String(dueAt));
  const instants = reviewLeadsMs.flatMap((leadMs) => remindAt(notice.createdAt, until, leadMs)?.getTime() ?? []);
  return [...new Set(instants)].flatMap((instant) => {
    const id = `reviewDueSoon ${String(reviewId)} ${new Date(instant).toISOString()}`;
    return at({ ...notice, id, kind: "reviewDueSoon", actorId: null }, new Date(instant));
  });
};

const at = (notice: Notice, dueAt: Date | null): readonly FollowUp[] =>
  dueAt ? [{ notice: { ...notice, createdAt: dueAt }, dueAt }] : [];

const remindAt = (from: Date, until: Date, longestLeadMs: number): Date | null => {
  const leadMs = Math.min(longestLeadMs, Math.floor((until.getTime() - from.getTime()) / 4));
  return leadMs < shortestLeadMs ? null : new Date(until.getTime() - leadMs);
};

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
const shortestLeadMs = minuteMs;

/** Reminders: before a request lapses, and before access ends. The deadline is in the id, so that a moved one is a new reminder. */
export const followUpsOf = (notice: Notice, { request, grant }: NoticeState): readonly FollowUp[] => {
  if (notice.kind === "requestToDecide" && request?.status === "pending") {
    const id = `requestLapsesSoon ${request.id} ${request.lapsesAt.toISOString()}`;
    const reminder: Notice = { ...notice, id, kind: "requestLapsesSoon", actorId: null, data: {} };
    return at(reminder, remindAt(notice.createdAt, request.lapsesAt, lapseLeadMs));
  }
  const begins = notice.kind === "accessActive" || notice.kind === "accessExtended";
  if (!begins || grant?.status !== "active" || !grant.expiresAt) return [];
  const expiresAt = grant.expiresAt.toISOString();
  const id = `accessEndsSoon ${grant.id} ${expiresAt}`;
  const reminder: Notice = { ...notice, id, kind: "accessEndsSoon", actorId: null, data: { expiresAt } };
  return at(reminder, remindAt(notice.createdAt, grant.expiresAt, endLeadMs));
};

const at = (notice: Notice, dueAt: Date | null): readonly FollowUp[] =>
  dueAt ? [{ notice: { ...notice, createdAt: dueAt }, dueAt }] : [];

const remindAt = (from: Date, until: Date, longestLeadMs: number): Date | null => {
  const leadMs = Math.min(longestLeadMs, Math.floor((until.getTime() - from.getTime()) / 4));
  return leadMs < shortestLeadMs ? null : new Date(until.getTime() - leadMs);
};

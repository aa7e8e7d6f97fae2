import type { AuditEvent, EventKind } from "#core/domain/audit/event.ts";

interface LoggedEvent {
  readonly index: number;
  readonly event: AuditEvent;
}

/** A request from its submission to its outcome, as events tell it. */
export interface RequestLife {
  readonly requestId: string;
  readonly requesterId: string | null;
  readonly holderId: string | null;
  readonly submittedAt: string | null;
  /** As it was submitted: entitlements, duration, justification, policy version, digests. */
  readonly asked: Readonly<Record<string, unknown>>;
  readonly votes: readonly { readonly voterId: string | null; readonly at: string; readonly vote: unknown }[];
  readonly outcome: "pending" | "approved" | "denied" | "cancelled" | "lapsed";
  readonly decidedAt: string | null;
  readonly leaves: readonly number[];
}

const outcomes: Readonly<Partial<Record<EventKind, RequestLife["outcome"]>>> = {
  requestApproved: "approved",
  requestDenied: "denied",
  requestCancelled: "cancelled",
  requestLapsed: "lapsed",
};
const told: ReadonlySet<EventKind> = new Set<EventKind>([
  "requestSubmitted",
  "requestRedecided",
  "requestEscalated",
  "voteCast",
  "requestApproved",
  "requestDenied",
  "requestCancelled",
  "requestLapsed",
]);

/** `story`: all that the log says of one request, in its order; what it says of the grants that follow is left out. */
export const requestLife = (story: readonly LoggedEvent[]): RequestLife => {
  const own = story.filter(({ event }) => told.has(event.kind));
  const submitted = own.find(({ event }) => event.kind === "requestSubmitted")?.event;
  const settled = own.find(({ event }) => event.kind in outcomes)?.event;
  return {
    requestId: story[0]?.event.requestId ?? "",
    requesterId: submitted?.actorId ?? null,
    holderId: submitted?.personId ?? null,
    submittedAt: submitted?.at.toISOString() ?? null,
    asked: submitted?.data ?? {},
    votes: own
      .filter(({ event }) => event.kind === "voteCast")
      .map(({ event }) => ({ voterId: event.actorId, at: event.at.toISOString(), vote: event.data["vote"] })),
    outcome: (settled && outcomes[settled.kind]) ?? "pending",
    decidedAt: settled?.at.toISOString() ?? null,
    leaves: own.map(({ index }) => index),
  };
};

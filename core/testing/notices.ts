import type { AuditEvent, EventKind } from "#core/domain/audit/event.ts";
import type { NoticeState } from "#core/domain/notice/audience-of.ts";
import type { Notice, NoticeKind } from "#core/domain/notice/notice.ts";
import type { RequestId } from "#core/domain/ids.ts";
import type { CombinedDecision } from "#core/domain/policy/decision.ts";
import type { Request } from "#core/domain/request/request.ts";
import { at } from "#core/testing/grants.ts";
import { aRequest, aStage, person } from "#core/testing/requests.ts";

/** Two stages: one of ana and ben, one of mei. */
export const twoStages = (parts: Partial<CombinedDecision> = {}): CombinedDecision => ({
  ...aRequest().decision,
  stages: [aStage(0, 1, person("ana"), person("ben")), aStage(1, 1, person("mei"))],
  ...parts,
});

/** Ines asks at `at(0)`; it lapses after eight hours. */
export const aWaitingRequest = (parts: Partial<Request> = {}): Request =>
  aRequest({ decision: twoStages(), justification: "only for those who decide", lapsesAt: at(8 * 3600), ...parts });

export const aState = (parts: Partial<NoticeState> = {}): NoticeState => ({
  request: null,
  votes: [],
  grant: null,
  change: null,
  named: [],
  asked: [],
  administrators: [person("priya")],
  reviewers: [person("mei"), person("rolf")],
  ...parts,
});

export const anEvent = (kind: EventKind, parts: Partial<AuditEvent> = {}): AuditEvent => ({
  kind,
  position: "1",
  at: at(1),
  actorId: null,
  via: "browser",
  correlationId: "test",
  data: {},
  ...parts,
});

export const aNotice = (kind: NoticeKind, parts: Partial<Notice> = {}): Notice => ({
  id: "event 1",
  kind,
  requestId: "req_example" as RequestId,
  grantId: null,
  targetId: null,
  changeId: null,
  personId: null,
  actorId: null,
  data: {},
  createdAt: at(1),
  ...parts,
});

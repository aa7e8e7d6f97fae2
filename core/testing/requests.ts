import type { PersonId, RequestId, VoteId } from "#core/domain/ids.ts";
import type { DecisionStage } from "#core/domain/policy/decision.ts";
import type { Request, Vote } from "#core/domain/request/request.ts";
import { at } from "#core/testing/grants.ts";

export const person = (name: string): PersonId => `per_${name}` as PersonId;

export const aStage = (index: number, need: number, ...approvers: PersonId[]): DecisionStage => ({
  index,
  from: [`group:${index}`],
  need,
  approvers,
});

/** Ines asks at `at(0)`; it lapses at `at(100)`. */
export const aRequest = (parts: Partial<Request> = {}): Request => ({
  id: "req_example" as RequestId,
  version: 1,
  status: "pending",
  requesterId: person("ines"),
  holderId: person("ines"),
  entitlementIds: [],
  durationSeconds: 3600,
  justification: "reading failed payments",
  ticket: null,
  startsAt: null,
  extendsGrantId: null,
  policyNumber: 1,
  digest: "shown",
  decision: {
    outcome: "needs-approval",
    policyVersion: "1",
    items: [],
    stages: [],
    ordered: false,
    stepUp: false,
    breakGlass: false,
    notify: [],
    reasons: [],
  },
  facts: { items: [], directory: { members: {}, people: {}, managers: {}, onCall: {} } },
  subject: "subject",
  approverIds: [],
  lateApprovers: {},
  escalatesAt: null,
  escalatedAt: null,
  routedAt: at(0),
  createdAt: at(0),
  lapsesAt: at(100),
  decidedAt: null,
  unreachableAt: null,
  ...parts,
});

export const aVote = (voterId: PersonId, parts: Partial<Vote> = {}): Vote => ({
  id: `vot_${voterId}` as VoteId,
  version: 1,
  requestId: "req_example" as RequestId,
  voterId,
  stage: 0,
  vote: "approve",
  comment: null,
  durationSeconds: null,
  digest: "shown",
  forId: null,
  subject: "subject",
  confirmed: false,
  createdAt: at(1),
  ...parts,
});

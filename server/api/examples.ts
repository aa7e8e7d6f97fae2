/** Ids and things that the documented examples share, so that they read as one story. */
const tail = "01k9zq3v5x8r2m4n6p7s9t0w1y";

export const exampleIds = {
  person: `per_${tail}`,
  approver: "per_01k9zq3v5x8r2m4n6p7s9t0w2z",
  entitlement: `ent_${tail}`,
  request: `req_${tail}`,
  grant: `grt_${tail}`,
  vote: `vot_${tail}`,
  target: `tgt_${tail}`,
  group: `grp_${tail}`,
  delivery: `dlv_${tail}`,
  stepUp: `stp_${tail}`,
  review: `bgr_${tail}`,
  change: `chg_${tail}`,
  resource: `res_${tail}`,
} as const;

const at = (time: string): string => `2026-03-02T${time}.000Z`;

const requester = { id: exampleIds.person, name: "Ines Duarte" };
const approver = { id: exampleIds.approver, name: "Ana Lindqvist" };

const entitlement = {
  id: exampleIds.entitlement,
  name: "read on orders-db",
  description: "Read every table of the orders database",
  action: "read",
  resource: "orders-db",
  target: { id: exampleIds.target, name: "orders", kind: "postgresql" },
  tags: { env: "prod" },
};

const decision = {
  outcome: "needs-approval" as const,
  policyVersion: "3",
  items: [
    {
      entitlementId: exampleIds.entitlement,
      ruleId: "longer-reads",
      outcome: "needs-approval" as const,
      reasons: [{ code: "approval_needed", ruleId: "longer-reads" }],
      improvement: null,
    },
  ],
  stages: [
    {
      index: 0,
      need: 1,
      from: ["resource.owners"],
      approvers: [approver],
      standIns: [],
      passed: false,
      open: true,
      escalateTo: [],
      escalated: false,
      escalatesAt: null,
    },
  ],
  ordered: false,
  reasons: [],
  maxDurationSeconds: 28_800,
  stepUp: false,
  breakGlass: false,
};

const owned = { ...entitlement, sensitive: false, ownerGroup: "data-platform", ownerGroupId: exampleIds.group };

const request = {
  id: exampleIds.request,
  status: "pending" as const,
  requester,
  holder: requester,
  entitlements: [owned],
  durationSeconds: 7200,
  justification: "Customers report missing invoices, INC-4211",
  ticket: "INC-4211",
  startsAt: null,
  extendsGrantId: null,
  createdAt: at("09:00:00"),
  lapsesAt: at("17:00:00"),
  decidedAt: null,
  unreachableAt: null,
  untold: [],
  digest: "4f2b8a0c6d1e3f5a7b9c0d2e4f6a8b1c3d5e7f9a0b2c4d6e8f1a3b5c7d9e0f2a",
  decision,
  progress: [{ index: 0, need: 1, approvedBy: [], passed: false }],
  votes: [],
  grants: [],
  may: { vote: false, voteFor: null, cancel: true },
};

const grantLine = {
  id: exampleIds.grant,
  status: "activating" as const,
  endReason: null,
  entitlementId: exampleIds.entitlement,
  startsAt: at("09:05:00"),
  expiresAt: null,
  endedAt: null,
};

const approved = {
  ...request,
  status: "approved" as const,
  decidedAt: at("09:05:00"),
  progress: [{ index: 0, need: 1, approvedBy: [exampleIds.approver], passed: true }],
  votes: [
    {
      id: exampleIds.vote,
      voter: approver,
      for: null,
      counts: true,
      vote: "approve" as const,
      stage: 0,
      comment: null,
      durationSeconds: null,
      createdAt: at("09:05:00"),
    },
  ],
  grants: [grantLine],
  may: { vote: false, voteFor: null, cancel: false },
};

const grant = {
  ...grantLine,
  status: "active" as const,
  requestId: exampleIds.request,
  entitlement: owned,
  holder: requester,
  account: "lapse_ines_01k9zq3v",
  durationSeconds: 7200,
  scheduledFor: null,
  removeBy: at("11:10:00"),
  readyAt: at("09:05:01"),
  expiresAt: at("11:05:01"),
  endingAt: null,
  provedAt: null,
  credentialRevealedAt: null,
  createdAt: at("09:05:00"),
  problem: null,
  standing: null,
  quarantined: [],
  residualBound: { ms: 0, why: "The role is dropped, and its sessions with it." },
  may: { reveal: true, extend: true, return: true, revoke: false },
};

const ending = {
  ...grant,
  status: "ending" as const,
  endingAt: at("10:00:00"),
  may: { reveal: false, extend: false, return: false, revoke: false },
};

export const examples = { requester, entitlement, decision, request, approved, grant, ending, at };

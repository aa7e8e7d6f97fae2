import type { EventKind } from "#core/domain/audit/event.ts";

interface Topic {
  readonly path: string;
  /** All kinds for null. */
  readonly kinds: readonly EventKind[] | null;
  readonly what: string;
}

/** Rows of an evidence pack that are events as they were recorded, one a line, in the log's order. */
export const topics: readonly Topic[] = [
  { path: "rows/events.jsonl", kinds: null, what: "Every event of the record." },
  {
    path: "rows/votes.jsonl",
    kinds: ["voteCast"],
    what: "Every vote, bound to the digest of what its voter was shown.",
  },
  {
    path: "rows/policy-and-configuration.jsonl",
    kinds: [
      ...(["changeProposed", "changeApproved", "changeRejected", "changeWithdrawn", "policyActivated"] as const),
      ...(["targetAdded", "targetChanged", "resourceAdded", "resourceOwned", "entitlementAdded"] as const),
    ],
    what: "What changed in policy, targets and catalogue, who proposed it and who else let it pass.",
  },
  {
    path: "rows/people-and-groups.jsonl",
    kinds: [
      ...(["personAdded", "personDisabled", "personEnabled", "groupAdded", "groupChanged"] as const),
      ...(["erasureBegan", "identityErased", "personErased", "retentionSet", "retentionSwept"] as const),
    ],
    what: "People and groups as they were recorded: added, changed, disabled; and what was erased.",
  },
  {
    path: "rows/sign-in.jsonl",
    kinds: [
      ...(["signedIn", "signInFailed", "signedOut", "identityVerified", "sessionEnded"] as const),
      ...(["tokenCreated", "tokenRevoked", "passwordChanged"] as const),
      ...(["stepUpAsked", "stepUpPassed", "stepUpRefused", "passkeyEnrolled", "passkeyRemoved"] as const),
    ],
    what: "Who proved who they are, when, and when that failed.",
  },
  {
    path: "rows/break-glass.jsonl",
    kinds: ["breakGlassUsed", "breakGlassReviewOpened", "breakGlassReviewEscalated", "breakGlassReviewClosed"],
    what: "Emergency access, and who reviewed it with what outcome.",
  },
  {
    path: "rows/access-reviews.jsonl",
    kinds: ["reviewStarted", "reviewHandedOver", "reviewItemDecided", "reviewClosed"],
    what: "Campaigns that looked at lasting and standing access: who was asked, and who kept or removed what, and why.",
  },
  {
    path: "rows/reading.jsonl",
    kinds: ["auditRead", "auditExported", "credentialRevealed", "credentialRotated"],
    what: "Who read or exported the record, and whose credential was shown.",
  },
];

/** Events of which a pack carries a receipt each: decisions, grants and revocations. */
export const receiptKinds = [
  "requestApproved",
  "requestDenied",
  "voteCast",
  "grantActivated",
  "grantEnded",
] as const satisfies readonly EventKind[];

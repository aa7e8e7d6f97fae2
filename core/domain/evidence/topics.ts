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
      ...(["changeProposed", "changeApproved", "changeRejected", "changeWithdrawn"] as const),
      ...([
        "policyActivated",
        "policyRecovered",
        "targetAdded",
        "targetChanged",
        "resourceAdded",
        "resourceOwned",
      ] as const),
      ...(["resourceTagged", "entitlementAdded", "entitlementChanged", "bundleAdded", "bundleChanged"] as const),
      ...(["scheduleChanged", "scheduleRead", "scheduleUnreadable"] as const),
      ...(["retirementBegan", "retirementCompleted", "retiredUnverified"] as const),
    ],
    what: "What changed in policy, targets, catalogue and rotas, who proposed it and who else let it pass.",
  },
  {
    path: "rows/people-and-groups.jsonl",
    kinds: [
      ...(["personAdded", "personAddedUnreviewed", "personChanged", "personDisabled", "personEnabled"] as const),
      ...(["groupAdded", "groupChanged", "accountMapped", "loginChangedHands"] as const),
      ...(["delegationSet", "delegationEnded", "setupLinkIssued", "firstAdministratorCreated"] as const),
      ...(["erasureBegan", "identityErased", "personErased", "retentionSet", "retentionSwept"] as const),
    ],
    what: "People, groups, their accounts and stand-ins: added, changed, disabled; and what was erased.",
  },
  {
    path: "rows/sign-in.jsonl",
    kinds: [
      ...(["signedIn", "signInFailed", "signedOut", "identityVerified", "sessionEnded"] as const),
      ...(["tokenCreated", "tokenRevoked", "passwordChanged"] as const),
      ...(["stepUpAsked", "stepUpPassed", "stepUpRefused", "passkeyEnrolled", "passkeyRenamed"] as const),
      ...(["passkeyRemoved", "recoveryCodesMade", "recoveryCodeUsed"] as const),
      ...(["recoveryLinkIssued", "signInRecovered"] as const),
    ],
    what: "Who proved who they are, when, and when that failed.",
  },
  {
    path: "rows/break-glass.jsonl",
    kinds: ["breakGlassUsed", "breakGlassReviewOpened", "breakGlassReviewEscalated", "breakGlassReviewClosed"],
    what: "Emergency access, and who reviewed it with what outcome.",
  },
  {
    path: "rows/standing-access.jsonl",
    kinds: [
      ...(["standingAccessFound", "standingAccessLeft", "driftFound", "driftGone", "driftRemoved"] as const),
      ...(["driftDropped", "accessKnown", "accessUnknown", "strayAccessRemoved", "scanAsked"] as const),
      ...(["endProved", "endDisproved"] as const),
    ],
    what: "Access that was found at targets without a grant: what was let stand, what was taken away, and what targets showed that had been given up.",
  },
  {
    path: "rows/alarms.jsonl",
    kinds: [
      ...(["alarmRaised", "alarmAcknowledged", "alarmCleared", "redSwitchPulled", "operationFailed"] as const),
      ...(["restoreFound", "restoreAcknowledged", "accessRemovedOffline"] as const),
    ],
    what: "What went wrong and who saw it; everything that was ended at once; databases that came from a backup.",
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
  ...(["requestApproved", "requestDenied", "voteCast"] as const),
  ...(["changeApproved", "changeRejected", "reviewItemDecided", "breakGlassReviewClosed"] as const),
  ...(["grantActivated", "grantExtended", "grantEnded", "endProved"] as const),
  ...(["driftRemoved", "strayAccessRemoved", "accessRemovedOffline"] as const),
] as const satisfies readonly EventKind[];

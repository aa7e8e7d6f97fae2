import type { EntitlementId, GrantId, PersonId, RequestId, TargetId } from "#core/domain/ids.ts";

/** What can happen. Past tense; a kind is never renamed or reused, because old records keep it. */
export const eventKinds = [
  "requestSubmitted",
  "requestRedecided",
  "requestEscalated",
  "requestApproved",
  "requestDenied",
  "requestCancelled",
  "requestLapsed",
  "requestUnreachable",
  "requestReached",
  "noticePreferencesChanged",
  "testMessageSent",
  "voteCast",
  "breakGlassUsed",
  "breakGlassReviewOpened",
  "breakGlassReviewEscalated",
  "breakGlassReviewClosed",
  "grantScheduled",
  "grantActivating",
  "grantActivated",
  "grantExtended",
  "grantEnding",
  "grantEnded",
  "endProved",
  "endDisproved",
  "credentialRevealed",
  "credentialRotated",
  "operationFailed",
  "redSwitchPulled",
  "restoreFound",
  "restoreAcknowledged",
  "strayAccessRemoved",
  "accessRemovedOffline",
  "alarmRaised",
  "alarmAcknowledged",
  "alarmCleared",
  "driftFound",
  "driftGone",
  "driftRemoved",
  "driftDropped",
  "scanAsked",
  "accessKnown",
  "accessUnknown",
  "signedIn",
  "signInFailed",
  "signedOut",
  "identityVerified",
  "stepUpAsked",
  "stepUpPassed",
  "stepUpRefused",
  "passkeyEnrolled",
  "passkeyRenamed",
  "passkeyRemoved",
  "recoveryCodesMade",
  "recoveryCodeUsed",
  "recoveryLinkIssued",
  "signInRecovered",
  "sessionEnded",
  "tokenCreated",
  "tokenRevoked",
  "personAdded",
  "personAddedUnreviewed",
  "personChanged",
  "personDisabled",
  "personEnabled",
  "erasureBegan",
  "identityErased",
  "personErased",
  "retentionSet",
  "retentionSwept",
  "groupAdded",
  "groupChanged",
  "passwordChanged",
  "targetAdded",
  "targetChanged",
  "resourceAdded",
  "resourceOwned",
  "entitlementAdded",
  "bundleAdded",
  "bundleChanged",
  "accountMapped",
  "loginChangedHands",
  "retirementBegan",
  "retirementCompleted",
  "retiredUnverified",
  "standingAccessFound",
  "standingAccessLeft",
  "changeProposed",
  "changeApproved",
  "changeRejected",
  "changeWithdrawn",
  "policyActivated",
  "policyRecovered",
  "delegationSet",
  "delegationEnded",
  "scheduleChanged",
  "scheduleRead",
  "scheduleUnreadable",
  "resourceTagged",
  "entitlementChanged",
  "reviewStarted",
  "reviewItemDecided",
  "reviewHandedOver",
  "reviewClosed",
  "auditRead",
  "auditExported",
  "setupLinkIssued",
  "firstAdministratorCreated",
  "portalCreated",
] as const;
export type EventKind = (typeof eventKinds)[number];

/** Through which door it came. */
export type Door = "browser" | "api" | "cron" | "ticker" | "console" | "chat";

/** Who did it, through which door, in which call. A null person is the portal itself. */
export interface Actor {
  readonly personId: PersonId | null;
  readonly via: Door;
  readonly correlationId: string;
}

/** What a state change leaves in the record, written in the same statement as the change itself. */
export interface AuditEntry {
  readonly kind: EventKind;
  /** Whom it concerns, where that is not the actor. */
  readonly personId?: PersonId | undefined;
  readonly requestId?: RequestId | undefined;
  readonly grantId?: GrantId | undefined;
  readonly entitlementId?: EntitlementId | undefined;
  readonly targetId?: TargetId | undefined;
  readonly data?: Readonly<Record<string, unknown>>;
}

/** An entry once it is in the record. Its position orders the record; its instant is the database's. */
export interface AuditEvent extends AuditEntry {
  readonly position: string;
  readonly at: Date;
  readonly actorId: PersonId | null;
  readonly via: Door;
  readonly correlationId: string;
  readonly data: Readonly<Record<string, unknown>>;
}

import type { EventKind } from "#core/domain/audit/event.ts";

/** What happened, in a few words: the label of an audit event. */
export const eventWords = {
  requestSubmitted: "Request submitted",
  requestRedecided: "Request decided anew",
  requestEscalated: "Request escalated",
  requestApproved: "Request approved",
  requestDenied: "Request denied",
  requestCancelled: "Request cancelled",
  requestLapsed: "Request lapsed",
  requestUnreachable: "Approvers could not be told",
  requestReached: "Approvers told after all",
  noticePreferencesChanged: "Notification choices changed",
  testMessageSent: "Test message sent",
  voteCast: "Vote cast",
  breakGlassUsed: "Break-glass used",
  breakGlassReviewOpened: "Break-glass review opened",
  breakGlassReviewEscalated: "Break-glass review overdue",
  breakGlassReviewClosed: "Break-glass review closed",
  grantScheduled: "Grant scheduled",
  grantActivating: "Grant activating",
  grantActivated: "Grant active",
  grantExtended: "Grant extended",
  grantEnding: "Grant ending",
  grantEnded: "Grant ended",
  endProved: "End proved after all",
  endDisproved: "Access found after its end",
  credentialRevealed: "Credential shown",
  credentialRotated: "Credential replaced",
  operationFailed: "Operation failed",
  redSwitchPulled: "Red switch pulled",
  restoreFound: "Restored database found",
  restoreAcknowledged: "Restored database acknowledged",
  strayAccessRemoved: "Access that nothing here names removed",
  accessRemovedOffline: "Access removed while the database was away",
  alarmRaised: "Alarm raised",
  alarmAcknowledged: "Alarm acknowledged",
  alarmCleared: "Alarm cleared",
  driftFound: "Access without a grant found",
  driftGone: "Access without a grant gone",
  driftRemoved: "Access without a grant taken away",
  driftDropped: "Access without a grant no longer looked for",
  scanAsked: "Comparison with the target asked for",
  accessKnown: "Access without a grant known and let stand",
  accessUnknown: "Access without a grant no longer let stand",
  signedIn: "Signed in",
  signInFailed: "Sign-in failed",
  signedOut: "Signed out",
  identityVerified: "Identity verified",
  stepUpAsked: "Confirmation asked for",
  stepUpPassed: "Confirmed",
  stepUpRefused: "Confirmation refused",
  passkeyEnrolled: "Passkey enrolled",
  passkeyRenamed: "Passkey renamed",
  passkeyRemoved: "Passkey removed",
  recoveryCodesMade: "Recovery codes made",
  recoveryCodeUsed: "Recovery code used",
  recoveryLinkIssued: "Recovery link issued from the console",
  signInRecovered: "Sign-in recovered by a link",
  sessionEnded: "Session ended",
  tokenCreated: "Token created",
  tokenRevoked: "Token revoked",
  passwordChanged: "Password changed",
  personAdded: "Person added",
  personAddedUnreviewed: "Person added from the console",
  personChanged: "Person changed",
  personDisabled: "Person disabled",
  personEnabled: "Person enabled",
  erasureBegan: "Erasure of a person began",
  identityErased: "Name of a person erased",
  personErased: "Person erased",
  retentionSet: "Retention of personal data set",
  retentionSwept: "Old personal data erased",
  groupAdded: "Group added",
  groupChanged: "Group changed",
  targetAdded: "Target added",
  targetChanged: "Target changed",
  resourceAdded: "Resource added",
  resourceOwned: "Resource owner set",
  entitlementAdded: "Entitlement added",
  bundleAdded: "Bundle added",
  bundleChanged: "Bundle changed",
  accountMapped: "Account mapped",
  loginChangedHands: "Login names another account",
  retirementBegan: "Retirement began",
  retirementCompleted: "Retired",
  retiredUnverified: "Retired, end not proved",
  standingAccessFound: "Access was there before",
  standingAccessLeft: "Access left standing",
  changeProposed: "Change proposed",
  changeApproved: "Change approved",
  changeRejected: "Change rejected",
  changeWithdrawn: "Change withdrawn",
  policyActivated: "Policy in force",
  policyRecovered: "Policy replaced from the console",
  delegationSet: "Stand-in named",
  delegationEnded: "Stand-in ended",
  scheduleChanged: "On-call schedule changed",
  scheduleRead: "On-call shifts changed",
  scheduleUnreadable: "On-call feed not readable",
  resourceTagged: "Resource tags set",
  entitlementChanged: "Entitlement changed",
  reviewStarted: "Access review started",
  reviewItemDecided: "Access reviewed",
  reviewHandedOver: "Access review handed over",
  reviewClosed: "Access review closed",
  auditRead: "Audit read",
  auditExported: "Audit exported",
  setupLinkIssued: "Set-up link issued",
  firstAdministratorCreated: "First administrator created",
  portalCreated: "Portal created",
} as const satisfies Record<EventKind, string>;

type Tone = "live" | "waning" | "danger" | "neutral";

/** How loud an event is drawn: access that began, attention, refusal, everything else. */
export const eventTone = (kind: EventKind): Tone => {
  switch (kind) {
    case "grantActivated":
    case "grantExtended":
    case "requestApproved":
    case "changeApproved":
    case "policyActivated":
      return "live";
    case "credentialRevealed":
    case "credentialRotated":
    case "personDisabled":
    case "setupLinkIssued":
    case "firstAdministratorCreated":
    case "requestLapsed":
    case "requestEscalated":
    case "delegationSet":
    case "restoreAcknowledged":
    case "strayAccessRemoved":
    case "accessRemovedOffline":
    case "loginChangedHands":
    case "standingAccessFound":
    case "standingAccessLeft":
    case "requestUnreachable":
    case "auditExported":
    case "passkeyEnrolled":
    case "passkeyRemoved":
    case "recoveryCodesMade":
    case "breakGlassReviewOpened":
      return "waning";
    case "operationFailed":
    case "redSwitchPulled":
    case "restoreFound":
    case "alarmRaised":
    case "driftFound":
    case "signInFailed":
    case "retiredUnverified":
    case "endDisproved":
    case "requestDenied":
    case "changeRejected":
    case "policyRecovered":
    case "personAddedUnreviewed":
    case "scheduleUnreadable":
    case "stepUpRefused":
    case "recoveryCodeUsed":
    case "recoveryLinkIssued":
    case "signInRecovered":
    case "breakGlassUsed":
    case "breakGlassReviewEscalated":
      return "danger";
    default:
      return "neutral";
  }
};

/** The kinds in groups, for choosing one. */
export const eventGroups = [
  {
    label: "Requests",
    kinds: [
      "requestSubmitted",
      "requestRedecided",
      "requestEscalated",
      "voteCast",
      "requestApproved",
      "requestDenied",
      "requestCancelled",
      "requestLapsed",
      "requestUnreachable",
      "requestReached",
      "breakGlassUsed",
      "breakGlassReviewOpened",
      "breakGlassReviewEscalated",
      "breakGlassReviewClosed",
    ],
  },
  {
    label: "Access",
    kinds: [
      "grantScheduled",
      "grantActivating",
      "grantActivated",
      "grantExtended",
      "grantEnding",
      ...(["grantEnded", "endProved", "endDisproved"] as const),
      "standingAccessFound",
      "standingAccessLeft",
      "credentialRevealed",
      "credentialRotated",
      "operationFailed",
      "redSwitchPulled",
      "restoreFound",
      "restoreAcknowledged",
      "strayAccessRemoved",
      "accessRemovedOffline",
    ],
  },
  {
    label: "Alarms",
    kinds: [
      ...(["alarmRaised", "alarmAcknowledged", "alarmCleared"] as const),
      "driftFound",
      "driftGone",
      "driftRemoved",
      "driftDropped",
      "scanAsked",
      "accessKnown",
      "accessUnknown",
    ],
  },
  {
    label: "Sign-in",
    kinds: [
      "signedIn",
      "signInFailed",
      "signedOut",
      "identityVerified",
      "stepUpAsked",
      "stepUpPassed",
      "stepUpRefused",
      ...(["passkeyEnrolled", "passkeyRenamed", "passkeyRemoved"] as const),
      ...(["recoveryCodesMade", "recoveryCodeUsed", "recoveryLinkIssued", "signInRecovered"] as const),
      "sessionEnded",
      ...(["tokenCreated", "tokenRevoked", "passwordChanged"] as const),
    ],
  },
  {
    label: "People and groups",
    kinds: [
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
      "noticePreferencesChanged",
      "testMessageSent",
      "delegationSet",
      "delegationEnded",
      "scheduleChanged",
      "scheduleRead",
      "scheduleUnreadable",
    ],
  },
  {
    label: "Targets and policy",
    kinds: [
      "targetAdded",
      "resourceAdded",
      "resourceOwned",
      "resourceTagged",
      "entitlementAdded",
      "reviewStarted",
      "reviewItemDecided",
      "reviewHandedOver",
      "reviewClosed",
      "bundleAdded",
      "bundleChanged",
      "entitlementChanged",
      "accountMapped",
      "loginChangedHands",
      "retirementBegan",
      "retirementCompleted",
      "retiredUnverified",
      "changeProposed",
      "changeApproved",
      "changeRejected",
      "changeWithdrawn",
      "policyActivated",
      "policyRecovered",
    ],
  },
  {
    label: "The record itself",
    kinds: ["auditRead", "auditExported", "setupLinkIssued", "firstAdministratorCreated", "portalCreated"],
  },
] as const satisfies readonly { readonly label: string; readonly kinds: readonly EventKind[] }[];

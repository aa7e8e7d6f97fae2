import type { EventKind } from "#core/domain/audit/event.ts";

/** A class of the Open Cybersecurity Schema Framework with what happened in it (schema.ocsf.io, 1.5.0). */
export interface OcsfClass {
  readonly classUid: number;
  readonly className: string;
  readonly activityId: number;
  readonly activityName: string;
}

const iam = (classUid: number, className: string) => (activityId: number, activityName: string) => ({
  ...{ classUid, className, activityId, activityName },
});
const accountChange = iam(3001, "Account Change");
const authentication = iam(3002, "Authentication");
const entityManagement = iam(3004, "Entity Management");
const userAccess = iam(3005, "User Access Management");
const groupManagement = iam(3006, "Group Management");

/** Kinds whose meaning OCSF has a word for. */
const known: Partial<Readonly<Record<EventKind, OcsfClass>>> = {
  signedIn: authentication(1, "Logon"),
  signInFailed: authentication(1, "Logon"),
  signedOut: authentication(2, "Logoff"),
  sessionEnded: authentication(2, "Logoff"),
  identityVerified: authentication(99, "Other"),
  stepUpPassed: authentication(99, "Other"),
  stepUpRefused: authentication(99, "Other"),
  signInRecovered: authentication(99, "Other"),
  personAdded: accountChange(1, "Create"),
  personAddedUnreviewed: accountChange(1, "Create"),
  personChanged: accountChange(99, "Other"),
  personEnabled: accountChange(2, "Enable"),
  personDisabled: accountChange(5, "Disable"),
  personErased: accountChange(6, "Delete"),
  passwordChanged: accountChange(3, "Password Change"),
  passkeyEnrolled: accountChange(10, "MFA Factor Enable"),
  passkeyRemoved: accountChange(11, "MFA Factor Disable"),
  grantActivated: userAccess(1, "Assign Privileges"),
  grantEnded: userAccess(2, "Revoke Privileges"),
  groupAdded: groupManagement(6, "Create"),
  groupChanged: groupManagement(99, "Other"),
  targetAdded: entityManagement(1, "Create"),
  resourceAdded: entityManagement(1, "Create"),
  entitlementAdded: entityManagement(1, "Create"),
  bundleAdded: entityManagement(1, "Create"),
  tokenCreated: entityManagement(1, "Create"),
  requestSubmitted: entityManagement(1, "Create"),
  changeProposed: entityManagement(1, "Create"),
  auditRead: entityManagement(2, "Read"),
  auditExported: entityManagement(2, "Read"),
  credentialRevealed: entityManagement(2, "Read"),
  targetChanged: entityManagement(3, "Update"),
  resourceOwned: entityManagement(3, "Update"),
  bundleChanged: entityManagement(3, "Update"),
  grantExtended: entityManagement(3, "Update"),
  credentialRotated: entityManagement(3, "Update"),
  policyActivated: entityManagement(3, "Update"),
  tokenRevoked: entityManagement(4, "Delete"),
};

/** Everything else is something that happened to an entity of the portal; `unmapped` says what. */
export const ocsfClass = (kind: EventKind): OcsfClass => known[kind] ?? entityManagement(99, "Other");

const failures: ReadonlySet<EventKind> = new Set([
  "signInFailed",
  "stepUpRefused",
  "operationFailed",
  "requestDenied",
  "changeRejected",
]);
export const isFailure = (kind: EventKind): boolean => failures.has(kind);

/** Informational, Low, Medium, High: how soon somebody should look. */
export type Severity = 1 | 2 | 3 | 4;

const severities: Partial<Readonly<Record<EventKind, Severity>>> = {
  breakGlassUsed: 4,
  redSwitchPulled: 4,
  policyRecovered: 4,
  personAddedUnreviewed: 4,
  restoreFound: 4,
  setupLinkIssued: 4,
  recoveryLinkIssued: 4,
  signInRecovered: 4,
  firstAdministratorCreated: 4,
  alarmRaised: 3,
  operationFailed: 3,
  driftFound: 3,
  strayAccessRemoved: 3,
  loginChangedHands: 3,
  retiredUnverified: 3,
  endDisproved: 3,
  breakGlassReviewEscalated: 3,
  restoreAcknowledged: 3,
  stepUpRefused: 3,
  recoveryCodeUsed: 3,
  erasureBegan: 3,
  signInFailed: 2,
  requestDenied: 2,
  requestUnreachable: 2,
  standingAccessFound: 2,
  scheduleUnreadable: 2,
  credentialRevealed: 2,
  credentialRotated: 2,
  personDisabled: 2,
  passkeyRemoved: 2,
  policyActivated: 2,
  targetChanged: 2,
  retentionSet: 2,
};
export const severityOf = (kind: EventKind): Severity => severities[kind] ?? 1;

/** "grantActivated" as people read it: "Grant activated". */
export const messageOf = (kind: EventKind): string => {
  const words = kind.replaceAll(/[A-Z]/gu, (letter) => ` ${letter.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
};

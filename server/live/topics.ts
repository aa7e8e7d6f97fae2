import type { EventKind } from "#core/domain/audit/event.ts";

/** What a screen may be about: the first part of the keys of its queries. */
export type Topic = "requests" | "grants" | "catalogue" | "people" | "policy" | "changes" | "sessions" | "inbox";

const none: readonly Topic[] = [];
const request: readonly Topic[] = ["requests"];
/** What called people to decide says from now on how it was decided. */
const decided: readonly Topic[] = ["requests", "inbox"];
const grant: readonly Topic[] = ["grants", "requests"];
const catalogue: readonly Topic[] = ["catalogue"];
const change: readonly Topic[] = ["changes"];
const session: readonly Topic[] = ["sessions"];

/** Which screens each kind of event makes stale. Reading and signing in change nothing that anybody looks at. */
export const topicsOf: Readonly<Record<EventKind, readonly Topic[]>> = {
  requestSubmitted: request,
  requestRedecided: request,
  requestEscalated: request,
  requestApproved: ["grants", "requests", "inbox"],
  requestDenied: decided,
  requestCancelled: decided,
  requestLapsed: decided,
  requestUnreachable: request,
  requestReached: request,
  noticePreferencesChanged: none,
  voteCast: request,
  grantScheduled: grant,
  grantActivating: grant,
  grantActivated: grant,
  grantExtended: grant,
  grantEnding: grant,
  grantEnded: grant,
  credentialRevealed: grant,
  credentialRotated: grant,
  operationFailed: grant,
  redSwitchPulled: grant,
  signedIn: none,
  signInFailed: none,
  signedOut: none,
  identityVerified: none,
  sessionEnded: session,
  tokenCreated: session,
  tokenRevoked: session,
  personAdded: ["people"],
  passwordChanged: [],
  personDisabled: ["people", "requests", "grants"],
  personEnabled: ["people", "requests"],
  groupAdded: ["people"],
  groupChanged: ["people", "requests"],
  targetAdded: catalogue,
  targetChanged: catalogue,
  resourceAdded: catalogue,
  resourceOwned: ["catalogue", "requests"],
  entitlementAdded: catalogue,
  bundleAdded: catalogue,
  bundleChanged: catalogue,
  accountMapped: ["people"],
  standingAccessFound: grant,
  standingAccessLeft: grant,
  changeProposed: change,
  changeApproved: ["changes", "catalogue", "people"],
  changeRejected: change,
  changeWithdrawn: change,
  policyActivated: ["policy", "requests", "changes"],
  policyRecovered: ["policy", "requests", "changes"],
  delegationSet: ["people", "requests"],
  delegationEnded: ["people", "requests"],
  scheduleChanged: ["people", "requests"],
  scheduleRead: ["people", "requests"],
  scheduleUnreadable: ["people"],
  resourceTagged: ["catalogue", "requests"],
  entitlementChanged: ["catalogue", "requests"],
  auditRead: none,
  auditExported: none,
  setupLinkIssued: none,
  firstAdministratorCreated: ["people"],
  portalCreated: none,
};

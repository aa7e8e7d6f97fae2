/** What the screens say when a door or a use case refuses. A code that has no sentence here does not compile at its call. */
const sentences = {
  // the door
  not_signed_in: "You are signed out. Sign in again; nothing was changed.",
  foreign_origin: "This page was not opened at the portal's own address. Nothing was changed.",
  invalid_input: "Something that was entered is not valid. Nothing was changed.",
  internal_error: "Something broke on our side. Nothing was changed that is not shown.",
  no_answer: "The portal did not answer, so it is not known here whether it was done. Look before you try again.",
  busy: "Others changed this at the same moment. Try again.",
  revoker_silent:
    "Nobody proves right now that access ends in time, so nothing new is granted. Administrators see why.",
  database_restored:
    "This database is an older copy of the portal's, so it gives no access until an administrator has acknowledged that.",
  record_unproved:
    "No witness could confirm lately that this database is the portal's own, so nothing new is granted until one does.",
  not_restored: "This database was not found to be a copy, or somebody has acknowledged it already.",
  record_contested:
    "A witness still contradicts this database's record. Begin a new log for it first: a log key with another name.",
  clocks_disagree:
    "The nodes of the portal's database disagree on what time it is, so nothing new is granted until they agree.",
  target_overdue: "Access on this target should be gone and is not yet, so nothing new is granted there.",
  rate_limited: "Too many attempts. Wait a minute, then try again.",
  session_needed: "This needs a signed-in browser, not a token.",
  verification_needed: "Prove again that it is you.",
  wrong_credentials: "That password is not right.",
  same_password: "That is the password you have now. Choose another.",
  // passkeys and confirmations
  passkey_needed: "Prove with your passkey that it is you: the password alone is not enough here.",
  provider_declined: "You did not confirm it at the identity provider, so nothing was done.",
  other_identity: "Somebody else than you answered at the identity provider, so nothing is confirmed.",
  not_asked_anew:
    "The identity provider did not ask again who you are, so nothing is confirmed. Your administrators must see to it.",
  provider_unreachable: "The identity provider could not be reached. Try again in a moment.",
  no_passkey: "This must be confirmed with a passkey, and you have none yet. Enrol one under Security.",
  passkey_too_young: "Your passkey is younger than a day, so it confirms nothing yet. Use an older one, or wait.",
  passkey_refused: "This passkey was not accepted. It must verify you by fingerprint, face or PIN.",
  too_many_passkeys: "You have 20 passkeys. Remove one first.",
  wrong_code: "This is none of your recovery codes, or it was used.",
  step_up_required: "This must be confirmed by you, with a passkey or at your identity provider.",
  step_up_refused: "The confirmation was not accepted. It must be your own, and it must verify you.",
  step_up_mismatch: "That confirmation was for something else. Confirm this anew.",
  step_up_used: "That confirmation was used already. Confirm anew.",
  step_up_cancelled: "You did not confirm it, so nothing was done.",
  passkeys_unsupported: "This browser, or the address it opened, cannot use passkeys.",
  step_up_expired: "That confirmation is older than 5 minutes. Confirm anew.",
  // who and what
  not_allowed: "You may not do this.",
  not_found: "There is no such thing, or it is not for you to see.",
  unknown_person: "This person is not known, or is disabled.",
  unknown_entitlement: "This entitlement is not known, or is retired.",
  unknown_group: "This group is not known.",
  kept_in_directory: "This group comes from the directory, and changes there.",
  unknown_target: "This target is not known.",
  unknown_resource: "This resource is not known.",
  // requests and votes
  own_request: "You never decide on what you asked for or would hold.",
  not_pending: "It is decided already.",
  lapsed: "It has lapsed: nobody decided in time.",
  stale: "It changed while you looked at it. Look again before you decide.",
  already_voted: "You have voted on it already.",
  not_your_turn: "Others decide before you.",
  longer_than_asked: "That is longer than was asked for.",
  break_glass_now: "Emergency access is for yourself, and begins now.",
  already_closed: "It is reviewed already.",
  starts_in_past: "That start has passed already.",
  ends_too_early: "It must end after it begins, within a year.",
  too_many: "There are too many of these already. End one first.",
  // reviews
  already_decided: "Somebody has answered already.",
  review_over: "The review is over.",
  nothing_to_review: "No access lasts that long there, so there is nothing to review.",
  // grants
  already_retired: "It is retired, or being retired, already.",
  not_retiring: "Only of a target that is being retired can it be accepted that its end is not proved.",
  account_taken: "The login at this target belongs to somebody else. An administrator must map the right one first.",
  grant_over: "The access it would extend is over.",
  already_acknowledged: "Somebody has acknowledged it already.",
  already_over: "It has ended already.",
  not_active: "The access is not active.",
  already_revealed: "The credential was shown already. Make a new one.",
  not_revealed: "The credential was not shown yet.",
  no_credential: "This kind of target has no credential of its own.",
  target_unavailable: "The target does not answer. Nothing was granted.",
  target_unreachable: "The target could not be reached.",
  // administration
  own_change: "Somebody else must decide on this change: you wrote it, or it is about you.",
  own_account: "You cannot disable yourself.",
  not_proposed: "It is decided already.",
  already_disabled: "This person is disabled already.",
  already_enabled: "This person is enabled already.",
  already_erased: "This person's data is erased, or being erased, already. It cannot be undone.",
  review_open: "Emergency access of this person waits for its review. Review it first: its reasons would be gone.",
  last_administrator: "This is the last administrator. Somebody else must be one first.",
  mapping_taken: "Another entitlement gives exactly this at the target already. The end of one would end the other.",
  still_held:
    "Somebody holds it now, or it is just being taken away, and what it means could then not be taken away again. End what is held first.",
  stale_base: "What it changes has changed since. Propose it anew from what is in force now.",
  invalid_policy: "The policy has errors.",
  unknown_connector: "There is no connector of this kind.",
  invalid_settings: "The connector does not accept these settings.",
  invalid_mapping: "The connector does not accept this mapping.",
  address_taken: "Somebody else has this e-mail address.",
  name_taken: "The name is taken.",
  link_over: "This link has been used, or its time is over.",
  not_confirmed: "What was typed is not what it is called. Nothing was ended.",
  already_exists: "It exists already.",
} as const;

export type ExplainedRefusal = keyof typeof sentences;

/** The sentence for a refusal, in the person's words. */
export const explainRefusal = (code: ExplainedRefusal): string => sentences[code];

export const isExplained = (code: string): code is ExplainedRefusal => Object.hasOwn(sentences, code);

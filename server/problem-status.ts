/**
 * Every refusal that a door or a use case can answer with, and its HTTP status. The doors accept only use cases whose
 * refusals are all named here, so a new one that is forgotten does not compile.
 */
export const problemStatus = {
  // nobody, or nobody any more
  not_signed_in: 401,
  ambiguous_credentials: 401,
  wrong_credentials: 401,
  // the wrong person, or from the wrong place
  foreign_origin: 403,
  json_needed: 403,
  foreign_host: 421,
  insufficient_scope: 403,
  session_needed: 403,
  not_allowed: 403,
  own_request: 403,
  own_change: 403,
  own_account: 403,
  invalid_link: 403,
  verification_needed: 403,
  // unknown, or not for this person to know
  not_found: 404,
  // too late, or not now
  not_pending: 409,
  lapsed: 409,
  stale: 409,
  already_voted: 409,
  not_your_turn: 409,
  grant_over: 409,
  already_over: 409,
  no_credential: 409,
  not_proposed: 409,
  name_taken: 409,
  account_taken: 409,
  not_active: 409,
  already_revealed: 409,
  not_revealed: 409,
  already_disabled: 409,
  already_enabled: 409,
  busy: 409,
  already_set_up: 409,
  not_yet_sealed: 409,
  too_many: 409,
  idempotency_key_in_use: 409,
  // not understood
  malformed_json: 400,
  body_too_large: 413,
  unsupported_media_type: 415,
  invalid_input: 422,
  invalid_cursor: 422,
  invalid_idempotency_key: 422,
  idempotency_key_refused: 422,
  idempotency_key_reused: 422,
  longer_than_asked: 422,
  starts_in_past: 422,
  ends_too_early: 422,
  unknown_entitlement: 422,
  unknown_person: 422,
  unknown_target: 422,
  unknown_resource: 422,
  unknown_group: 422,
  unknown_connector: 422,
  stale_base: 409,
  invalid_policy: 422,
  invalid_settings: 422,
  invalid_mapping: 422,
  not_confirmed: 422,
  // not now, not so often
  rate_limited: 429,
  too_many_streams: 429,
  internal_error: 500,
  target_unreachable: 502,
  // not while nobody proves that access ends, or some of it is overdue
  revoker_silent: 503,
  target_overdue: 503,
} as const;

export type RefusalCode = keyof typeof problemStatus;

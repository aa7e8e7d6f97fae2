/** Why a change cannot be proposed. */
export type ProposeRefusal =
  | "not_allowed"
  | "invalid_policy"
  | "unknown_connector"
  | "invalid_settings"
  | "invalid_mapping"
  | "unknown_target"
  | "unknown_entitlement"
  | "unknown_group"
  | "kept_in_directory"
  | "unknown_person"
  | "unknown_resource"
  | "stale_base"
  | "address_taken"
  | "already_retired"
  | "not_retiring"
  | "already_erased"
  | "review_open"
  | "last_administrator"
  | "mapping_taken"
  | "still_held"
  | "busy";

/** Why an approved change cannot be applied: what was right when it was proposed may no longer be. */
export type ApplyRefusal = ProposeRefusal | "name_taken" | "account_taken";

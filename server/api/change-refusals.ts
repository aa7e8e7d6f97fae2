/** What keeps a change from being proposed, and later from being applied. */
export const unfitChanges = [
  ...(["invalid_policy", "unknown_connector", "invalid_settings", "invalid_mapping", "unknown_target"] as const),
  ...(["unknown_entitlement", "unknown_group", "kept_in_directory", "unknown_person", "unknown_resource"] as const),
  ...([
    "stale_base",
    "address_taken",
    "already_retired",
    "not_retiring",
    "already_erased",
    "review_open",
    "last_administrator",
    "mapping_taken",
    "still_held",
  ] as const),
] as const;

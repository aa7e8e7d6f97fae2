import type { SetFavouriteInput } from "#core/domain/catalogue/catalogue-input.ts";
import { ok, refuse } from "#core/domain/result.ts";
import type { UseCase } from "#core/ports/core.ts";

/** A person's own shortcut. It decides nothing, so it leaves no record. */
export const setFavourite: UseCase<SetFavouriteInput, null, "unknown_entitlement"> = async (
  core,
  caller,
  { entitlementId, on },
) => {
  const [item] = await core.catalogue.ofIds([entitlementId]);
  if (!item) return refuse("unknown_entitlement");
  await core.catalogue.setFavourite(caller.person.id, entitlementId, on);
  return ok(null);
};

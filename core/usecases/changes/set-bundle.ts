import type { ProposedChange } from "#core/domain/change/change-input.ts";
import { insert, type Transition, transition, update } from "#core/domain/transition.ts";
import type { Core } from "#core/ports/core.ts";

type ProposedBundle = Extract<ProposedChange, { kind: "bundle" }>;

/** A new bundle, or another content for the one of that name. Requests that were made with it name entitlements, and stand. */
export const setBundle = async (
  core: Core,
  { name, description, entitlementIds, retire }: ProposedBundle,
  now: Date,
): Promise<Transition> => {
  const known = (await core.catalogue.bundles()).find((bundle) => bundle.name === name);
  const content = { description, entitlementIds, retiredAt: retire ? now : null };
  const row = { id: core.ids.newId("bdl"), version: 1, name, ...content, createdAt: now };
  return transition({
    writes: [known ? update("Bundle", known, content) : insert("Bundle", row)],
    events: [
      {
        kind: known ? "bundleChanged" : "bundleAdded",
        data: { bundle: name, description, entitlementIds, retired: retire },
      },
    ],
  });
};

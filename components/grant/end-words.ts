import type { ShownGrant } from "./shown-grant.ts";

/**
 * What the end of these grants does at their targets. A login that the portal made ends with its access; one of the holder's
 * own stays, and only loses it.
 */
export const endWords = (...grants: readonly Pick<ShownGrant, "entitlement">[]): string =>
  grants.every(({ entitlement }) => entitlement.target.kind === "postgresql")
    ? "sessions end and the login is dropped"
    : "the access is taken away";

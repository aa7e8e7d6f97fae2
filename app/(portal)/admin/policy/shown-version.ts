import type { PolicyView } from "#core/usecases/policy/read-policy.ts";
import type { Serialised } from "#server/serialise.ts";

/** A policy that is or was in force, as the page has it. */
export type Version = Serialised<PolicyView>;

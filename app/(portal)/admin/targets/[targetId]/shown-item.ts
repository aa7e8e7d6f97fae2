import type { TargetEntitlement } from "#core/usecases/targets/read-target.ts";
import type { Serialised } from "#server/serialise.ts";

/** What can be requested at the target, as the page has it. */
export type Item = Serialised<TargetEntitlement>;

import { endScopeOf, type ReadRedSwitchInput } from "#core/domain/grant/end-scope.ts";
import { ok, refuse } from "#core/domain/result.ts";
import type { UseCase } from "#core/ports/core.ts";
import type { Reach } from "#core/ports/sweeps.ts";
import { type ScopeName, scopeName } from "#core/usecases/red-switch/scope-name.ts";

export type RedSwitchView = ScopeName & Reach;

/** What the red switch would end right now, for administrators. */
export const readRedSwitch: UseCase<ReadRedSwitchInput, RedSwitchView, "not_allowed" | "not_found"> = async (
  core,
  caller,
  input,
) => {
  if (!caller.person.roles.includes("administrator")) return refuse("not_allowed");
  const scope = endScopeOf(input);
  const name = await scopeName(core, scope);
  return name ? ok({ ...name, ...(await core.sweeps.reach(scope)) }) : refuse("not_found");
};

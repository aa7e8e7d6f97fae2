import { ok, refuse } from "#core/domain/result.ts";
import type { ConnectorKind } from "#core/ports/connector.ts";
import type { UseCase } from "#core/ports/core.ts";

export type ConnectorKindView = Pick<ConnectorKind, "kind" | "title" | "accounts" | "residualBound">;

/** The kinds of target that this portal can drive, for administrators, who propose targets. */
export const listConnectorKinds: UseCase<Record<string, never>, readonly ConnectorKindView[], "not_allowed"> = async (
  core,
  caller,
) => {
  if (!caller.person.roles.includes("administrator")) return refuse("not_allowed");
  const kinds = core.targets.kinds.map(({ kind, title, accounts, residualBound }) => ({
    ...{ kind, title, accounts, residualBound },
  }));
  return Promise.resolve(ok(kinds));
};

import type { Context } from "#server/context.ts";

/** Names every right that a role has and must not have, by the variable that names the role. */
export class UnsafeDatabaseRole extends Error {}

/** Throws `UnsafeDatabaseRole` where the portal's own role, or the one that erases, could do more than it is there for. */
export const checkDatabaseRoles = async (
  roles: Pick<Context, "checkLeastPrivilege" | "checkErasingRole">,
): Promise<void> => {
  const found = { DATABASE_URL: await roles.checkLeastPrivilege(), LAPSE_ERASE_URL: await roles.checkErasingRole() };
  const words = Object.entries(found).flatMap(([variable, violations]) =>
    violations.length === 0
      ? []
      : [
          `${variable} names a role that may do more, or less, than it should:`,
          ...violations.map((each) => `  ${each}`),
        ],
  );
  if (words.length > 0) throw new UnsafeDatabaseRole(words.join("\n"));
};

import type { Context } from "#server/context.ts";

/** Names every right that a role has and must not have, and every setting its sessions lack, by the variable that names the role. */
export class UnsafeDatabaseRole extends Error {}

/**
 * Throws `UnsafeDatabaseRole` where the portal's own role, or the one that erases, could do more than it is there for, or where what
 * a session asks for at its start does not reach the server.
 */
export const checkDatabaseRoles = async (
  roles: Pick<Context, "checkLeastPrivilege" | "checkErasingRole" | "checkSession">,
): Promise<void> => {
  const more = "names a role that may do more, or less, than it should:";
  const found = [
    [`DATABASE_URL ${more}`, await roles.checkLeastPrivilege()],
    [`LAPSE_ERASE_URL ${more}`, await roles.checkErasingRole()],
    [
      "DATABASE_URL leads to sessions without what Lapse asked them for, as behind a pooler that ignores start-up options:",
      await roles.checkSession(),
    ],
  ] as const;
  const words = found.flatMap(([title, faults]) =>
    faults.length === 0 ? [] : [title, ...faults.map((fault) => `  ${fault}`)],
  );
  if (words.length > 0) throw new UnsafeDatabaseRole(words.join("\n"));
};

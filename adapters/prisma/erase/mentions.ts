import { Prisma } from "../generated/client.ts";

/** As a whole address: `ana@example.test` is not in `joana@example.test`, nor in `ana@example.test.org`. */
export const mentions = (text: Prisma.Sql, emails: readonly string[]): Prisma.Sql => {
  const patterns = emails.map((email) => `(?<![[:alnum:]._%+-])${escaped(email)}(?![[:alnum:]-]|\\.[[:alnum:]])`);
  return Prisma.sql`(${text})::text ~* ANY (${patterns}::text[])`;
};

const escaped = (text: string): string => text.replaceAll(/[^\p{L}\p{N}@]/gu, (sign) => `\\${sign}`);

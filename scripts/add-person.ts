/**
 * Adds somebody without review: the second person of a portal, whom the first cannot approve alone, or one who is needed where no
 * reviewer is left. Recorded loudly. Everybody else is proposed under People, and approved.
 * Usage: DATABASE_URL=... npm run -s add-person -- EMAIL NAME ROLES "why it had to be done", with roles as in "administrator,reviewer".
 */
import { createIds } from "#adapters/crypto/ids.ts";
import { createSecrets } from "#adapters/crypto/secrets.ts";
import { createCoreAdapters } from "#adapters/prisma/create-core-adapters.ts";
import { addPersonUnreviewed } from "#core/usecases/setup/add-person-unreviewed.ts";

const [email, name, roles, reason] = process.argv.slice(2);
const url = process.env["DATABASE_URL"];
if (email === undefined || name === undefined || roles === undefined || reason === undefined || url === undefined) {
  console.error('usage: DATABASE_URL=... npm run -s add-person -- EMAIL NAME ROLES "why it had to be done"');
  process.exit(2);
}
const core = { ...createCoreAdapters(url, { connections: 1 }), ids: createIds(), secrets: createSecrets() };
const newcomer = { email, name, roles: roles.split(",").filter((role) => role !== ""), reason };
const added = await addPersonUnreviewed(core, newcomer).finally(() => core.close());
if (added.ok) {
  console.log(`${email} is there, and can sign in with this password, which is not shown again: ${added.value}`);
  console.log("The record says that nobody reviewed it, and why.");
} else {
  console.error(`Nothing was changed: ${added.error}.`);
  process.exitCode = 1;
}

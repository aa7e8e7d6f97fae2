/**
 * For somebody who forgot their password, or lost every passkey and recovery code: prints a link with which they, and nobody else, set
 * a new password; every passkey, recovery code, session and token of theirs ends with it. Valid once, for 15 minutes. Recorded loudly,
 * and told to them and to every administrator.
 * Usage: DATABASE_URL=... LAPSE_PUBLIC_URL=... npm run -s recover-sign-in -- EMAIL "why it had to be done"; beside a running demo
 * without either.
 */
import { randomUUID } from "node:crypto";
import { createSecrets } from "#adapters/crypto/secrets.ts";
import { createCoreAdapters } from "#adapters/prisma/create-core-adapters.ts";
import { issueRecoveryLink } from "#core/usecases/sign-in/issue-recovery-link.ts";
import { PlainError } from "./plain-error.ts";
import { portalDatabaseUrl } from "./start/portal-database-url.ts";
import { readSettings } from "./start/settings.ts";

const [email, reason] = process.argv.slice(2);
if (email === undefined || reason === undefined) {
  console.error(
    'usage: DATABASE_URL=... LAPSE_PUBLIC_URL=... npm run -s recover-sign-in -- EMAIL "why it had to be done"',
  );
  process.exit(2);
}
try {
  const settings = readSettings(process.env);
  const adapters = createCoreAdapters(await portalDatabaseUrl(settings), { connections: 1 });
  const core = { ...adapters, secrets: createSecrets() };
  const issued = await issueRecoveryLink(core, { email, reason }, randomUUID()).finally(() => adapters.close());
  if (!issued.ok) throw new PlainError(`Nothing was changed: ${issued.error}.`);
  const { person, token, expiresAt } = issued.value;
  const link = new URL("/recover", settings.publicUrl);
  link.searchParams.set("token", token);
  console.log(`For ${person.name} alone, valid once, until ${expiresAt.toISOString()}:\n  ${link.href}`);
  console.log("Any link made for them before is good for nothing now. They and every administrator are told.");
} catch (error) {
  console.error(error instanceof PlainError ? error.message : error);
  process.exitCode = 1;
}

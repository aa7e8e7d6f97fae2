/**
 * Puts a policy in force without review: for when no reviewer is left, or the policy locks everybody out. Recorded loudly.
 * Usage: DATABASE_URL=... npm run -s recover-policy -- FILE "why it had to be done"
 */
import { readFile } from "node:fs/promises";
import { createCoreAdapters } from "#adapters/prisma/create-core-adapters.ts";
import { recoverPolicy } from "#core/usecases/setup/recover-policy.ts";

const [file, reason] = process.argv.slice(2);
const url = process.env["DATABASE_URL"];
if (file === undefined || reason === undefined || url === undefined) {
  console.error('usage: DATABASE_URL=... npm run -s recover-policy -- FILE "why it had to be done"');
  process.exit(2);
}
const core = createCoreAdapters(url, { connections: 1 });
const document = await readFile(file, "utf8");
const recovered = await recoverPolicy(core, document, reason).finally(() => core.close());
if (recovered.ok)
  console.log(`Policy ${recovered.value} is in force. The record says that nobody reviewed it, and why.`);
else {
  const checked = core.policies.check(document);
  for (const { line, column, message } of checked.ok ? [] : checked.error)
    console.error(`${line ?? 1}:${column ?? 1} ${message}`);
  console.error(`Nothing was changed: ${recovered.error}.`);
  process.exitCode = 1;
}

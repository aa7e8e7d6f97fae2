import { randomBytes } from "node:crypto";
import { escapeIdentifier, escapeLiteral } from "pg";
import type { Access, IssuedCredential } from "#core/ports/connector.ts";
import { endSessions, terminateSessions, whileClearing } from "./end-sessions.ts";
import { formatMark } from "./mark.ts";
import { isExactMember } from "./membership-statements.ts";
import { psqlCommand } from "./psql-command.ts";
import { readAtFence } from "./read-at-fence.ts";
import { ownMarkAtFence } from "./role-state.ts";
import { scramVerifier } from "./scram-verifier.ts";
import { postgresqlMapping } from "./settings.ts";
import type { Call } from "./target-calls.ts";
import { TargetStateError } from "./target-error.ts";
import { transaction } from "./transaction.ts";

/**
 * Makes a password in memory and sends the server its verifier. An earlier password stops working at once; sessions
 * opened with it are ended where asked, after the switch, so that it cannot open another. Throws where the access is
 * not there, whole and before its deadline.
 */
export async function issueCredential(call: Call, access: Access, endsSessions: boolean): Promise<IssuedCredential> {
  const { main, settings } = call;
  const mapping = postgresqlMapping.parse(access.entitlement.mapping);
  const { role, targetNow, serverMajor } = await readAtFence(call, access);
  if (role === null) throw new TargetStateError(`There is no role "${access.account}"`);
  ownMarkAtFence(role, access);
  if (
    !role.canLogin ||
    role.until === null ||
    role.until <= targetNow ||
    !isExactMember(role, mapping.role, serverMajor)
  ) {
    throw new TargetStateError(`The role "${access.account}" is not as it was granted, or past its deadline`);
  }
  const password = randomBytes(32).toString("base64url");
  const verifier = await scramVerifier(password);
  const name = escapeIdentifier(access.account);
  const switchVerifier = (): Promise<void> =>
    transaction(main, [
      `alter role ${name} password ${escapeLiteral(verifier)}`,
      `comment on role ${name} is ${escapeLiteral(formatMark(access))}`,
    ]);
  if (endsSessions) {
    const beside = await call.connect(settings.maintenanceDatabase);
    await whileClearing(() => terminateSessions(beside, role.oid), switchVerifier);
    await endSessions(main, role.oid);
  } else await switchVerifier();
  const address = {
    host: settings.userHost ?? settings.host,
    port: settings.userPort ?? settings.port,
    database: settings.userDatabases[mapping.database] ?? mapping.database,
    username: access.account,
  };
  return { kind: "postgresql", ...address, password, command: psqlCommand({ ...address, sslMode: settings.sslMode }) };
}

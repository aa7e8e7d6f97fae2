import type { Access, Connector, ConnectorKind, TargetConnection } from "#core/ports/connector.ts";
import { ok, refuse, type Result } from "#core/domain/result.ts";
import type { ZodType } from "zod";
import { accountName } from "./account-name.ts";
import { applicationName, idleName } from "./application-name.ts";
import { applyAccess } from "./apply-access.ts";
import { TargetClock } from "./clock-offset.ts";
import { discoverRoles } from "./discover-roles.ts";
import { expelMember } from "./expel-member.ts";
import { callsOf, ownCalls } from "./fence.ts";
import { issueCredential } from "./issue-credential.ts";
import { listHolders } from "./list-holders.ts";
import { listSessions } from "./list-sessions.ts";
import { observeAccess } from "./observe-access.ts";
import { atFence } from "./read-at-fence.ts";
import { readSignIns } from "./read-sign-ins.ts";
import { removeAccess } from "./remove-access.ts";
import { reading } from "./role-state.ts";
import { postgresqlMapping, postgresqlSettings } from "./settings.ts";
import { callTimeoutMs, TargetCalls, type Call } from "./target-calls.ts";

/** PostgreSQL 15 and newer: a login role for each grant. What the server needs for it is in set-up.sql. */
export const postgresql: ConnectorKind = {
  kind: "postgresql",
  title: "PostgreSQL",
  accounts: "credential",
  residualBound: {
    ms: 1_000,
    why:
      "A removal forbids the log-in, ends every session and reads back that none is left; a log-in that the server was " +
      "checking in that very instant is found by a second look. If the portal is destroyed, the server itself refuses " +
      "passwords after the deadline (VALID UNTIL), but sessions that are open then last until they close.",
  },
  callTimeoutMs,
  tells: ["sessions", "sign-ins"],
  checkSettings: (settings) => checked(postgresqlSettings, settings),
  checkMapping: (mapping) => checked(postgresqlMapping, mapping),
  accountFor: accountName,
  connect: connectPostgresql,
};

function connectPostgresql(connection: TargetConnection): Connector {
  const settings = postgresqlSettings.parse(connection.settings);
  const calls = new TargetCalls(connection, settings);
  const clock = new TargetClock();
  const during = <T>(
    { holdingId, fence }: Access,
    first: readonly string[],
    work: (call: Call) => Promise<T>,
  ): Promise<T> => calls.during(applicationName(holdingId, fence), work, first);
  return {
    // Each operation ends the server processes of those before it, by the names they carry.
    overtakes: true,
    discover: () => discoverRoles(calls, settings.quarantineRole),
    apply: (access, until) =>
      during(access, [ownCalls.execute(callsOf(access))], (call) => applyAccess(call, access, until)),
    remove: (access) => during(access, atFence(access), (call) => removeAccess(call, access)),
    observe: (access) =>
      calls.during(idleName, (call) => observeAccess(call, access, clock), [reading.execute(access.account)]),
    holders: (entitlement) => listHolders(calls, entitlement),
    expel: (access) => calls.during("lapse:expel", (call) => expelMember(call, access)),
    issueCredential: (access, { endSessions }) =>
      during(access, atFence(access), (call) => issueCredential(call, access, endSessions)),
    sessions: (of) =>
      listSessions(
        calls,
        of.map(({ account }) => account),
      ),
    signIns: (position) => readSignIns(calls, position),
    close: () => calls.close(),
  };
}

function checked(schema: ZodType<Record<string, unknown>>, value: unknown): Result<Record<string, unknown>, string> {
  const { success, data, error } = schema.safeParse(value);
  if (success) return ok(data);
  return refuse(error.issues.map(({ path, message }) => `${path.join(".") || "value"}: ${message}`).join("; "));
}

import { escapeIdentifier, escapeLiteral } from "pg";
import type { Access } from "#core/ports/connector.ts";
import { endSessions, terminateSessions, whileClearing } from "./end-sessions.ts";
import { formatMark } from "./mark.ts";
import { joinAccount } from "./membership-statements.ts";
import { rollBackPrepared } from "./prepared-transactions.ts";
import type { RoleState } from "./role-state.ts";
import type { Call } from "./target-calls.ts";
import { transaction } from "./transaction.ts";

/** Nobody can log in as the account any more, nobody is logged in, and nothing that it prepared can be committed. */
export async function disableAccount(call: Call, access: Access, role: RoleState, serverMajor: number): Promise<void> {
  const { main, settings } = call;
  const name = escapeIdentifier(access.account);
  const beside = await call.connect(settings.maintenanceDatabase);
  const clear = async (): Promise<void> => {
    await terminateSessions(beside, role.oid);
    await rollBackPrepared({ ...call, main: beside }, access.account, joinAccount(access.account, serverMajor));
  };
  await whileClearing(clear, () =>
    transaction(main, [
      `alter role ${name} nologin password null connection limit 0 valid until 'epoch'`,
      `comment on role ${name} is ${escapeLiteral(formatMark(access, role.mark?.retired))}`,
    ]),
  );
  await endSessions(beside, role.oid);
  await clear();
}

import { escapeIdentifier, escapeLiteral, type Client } from "pg";
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
  const clear = async (client: Client): Promise<void> => {
    await terminateSessions(client, role.oid);
    await rollBackPrepared({ ...call, main: client }, access.account, joinAccount(access.account, serverMajor));
  };
  // A second connection is needed only where something stands in the way of the first.
  let beside: Promise<Client> | undefined;
  const clearBeside = async (): Promise<void> => clear(await (beside ??= call.connect(settings.maintenanceDatabase)));
  await whileClearing(clearBeside, () =>
    transaction(main, [
      `alter role ${name} nologin password null connection limit 0 valid until 'epoch'`,
      `comment on role ${name} is ${escapeLiteral(formatMark(access, role.mark?.retired))}`,
    ]),
  );
  await endSessions(main, role.oid);
  await clear(main);
}

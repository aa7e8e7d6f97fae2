import { escapeIdentifier, escapeLiteral, type Client } from "pg";
import type { Access } from "#core/ports/connector.ts";
import { endSessions, terminateSessions, whileClearing } from "./end-sessions.ts";
import { isNothing, leftBehind, type LeftBehind } from "./left-behind.ts";
import { formatMark } from "./mark.ts";
import { joinAccount } from "./membership-statements.ts";
import { rollBackPrepared } from "./prepared-transactions.ts";
import type { RoleState } from "./role-state.ts";
import type { Call } from "./target-calls.ts";
import { transactionThen } from "./transaction.ts";

/**
 * Nobody can log in as the account any more, nobody is logged in, and nothing that it prepared can be committed. Answers
 * whether nothing else of it is left either.
 */
export async function disableAccount(
  call: Call,
  access: Access,
  role: RoleState,
  serverMajor: number,
): Promise<boolean> {
  const { main, settings } = call;
  const name = escapeIdentifier(access.account);
  const clear = async (client: Client): Promise<void> => {
    await terminateSessions(client, role.oid);
    await rollBackPrepared({ ...call, main: client }, access.account, joinAccount(access.account, serverMajor));
  };
  // A second connection is needed only where something stands in the way of the first.
  let beside: Promise<Client> | undefined;
  const clearBeside = async (): Promise<void> => clear(await (beside ??= call.connect(settings.maintenanceDatabase)));
  const [left] = await whileClearing(clearBeside, () =>
    transactionThen<LeftBehind>(
      main,
      [
        `alter role ${name} nologin password null connection limit 0 valid until 'epoch'`,
        `comment on role ${name} is ${escapeLiteral(formatMark(access, role.mark?.retired))}`,
      ],
      leftBehind.execute(role.oid),
    ),
  );
  if (left !== undefined && isNothing(left)) return true;
  await endSessions(main, role.oid);
  await clear(main);
  return false;
}

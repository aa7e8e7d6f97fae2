import { escapeIdentifier, escapeLiteral } from "pg";
import type { Access } from "#core/ports/connector.ts";
import { endSessions, terminate } from "./end-sessions.ts";
import { formatMark } from "./mark.ts";
import { isPowerless, readRole } from "./role-state.ts";
import type { Call } from "./target-calls.ts";
import { sqlState, TargetStateError } from "./target-error.ts";
import { transactionThen } from "./transaction.ts";

/** The server's refusal to drop what others depend on. */
const stillNeeded = "2BP01";

/** Drops a role that left nothing behind. False where the server finds something all the same, and nothing was done then. */
export async function dropClean({ main }: Call, { account }: Access, oid: string): Promise<boolean> {
  try {
    // A log-in that was being checked in the instant of NOLOGIN shows only now.
    const late = await transactionThen(main, [`drop role ${escapeIdentifier(account)}`], terminate.execute(oid));
    if (late.length > 0) await endSessions(main, oid);
    return true;
  } catch (error) {
    if (sqlState(error) !== stillNeeded) throw error;
    return false;
  }
}

/**
 * Drops the role. Where the server refuses, since others granted it something that only they can take back, or built
 * on what it made, it is retired instead, and the answer says why. Throws when it would keep any power.
 */
export async function dropAccount({ main }: Call, access: Access): Promise<string | null> {
  const name = escapeIdentifier(access.account);
  try {
    await main.query(`drop role ${name}`);
    return null;
  } catch (error) {
    if (sqlState(error) !== stillNeeded) throw error;
    await main.query(`revoke ${name} from session_user`);
    const left = (await readRole(main, access.account)).role;
    if (left === null || !isPowerless(left)) {
      throw new TargetStateError(`"${access.account}" can neither be dropped nor disabled`, { cause: error });
    }
    await main.query(`comment on role ${name} is ${escapeLiteral(formatMark(access, true))}`);
    return `role ${access.account}, kept without login or membership: ${detailOf(error)}`;
  }
}

function detailOf(error: unknown): string {
  return error instanceof Error && "detail" in error && typeof error.detail === "string" ? error.detail : "in use";
}

import { escapeIdentifier, type Client } from "pg";
import { disableRoutines, listOwned, neutralise, takePassedOnRights } from "./quarantine-statements.ts";
import { sqlState, TargetStateError } from "./target-error.ts";

/**
 * Kinds that are nothing but a definition. Code must not outlive the account, and of the others a role without rights
 * may not become the owner; so they are dropped, and the list keeps their text.
 */
const definitions: Readonly<Record<string, string>> = {
  function: "function",
  procedure: "procedure",
  aggregate: "aggregate",
  view: "view",
  operator: "operator",
  "operator class": "operator class",
  "operator family": "operator family",
  collation: "collation",
  conversion: "conversion",
  "statistics object": "statistics",
  "text search configuration": "text search configuration",
  "text search dictionary": "text search dictionary",
  publication: "publication",
  server: "server",
};

/** Long enough to recognise, short enough for a record. */
const maxDefinitionLength = 2_000;

interface Owned {
  readonly type: string;
  readonly identity: string;
  readonly definition: string | null;
  readonly only_triggers: boolean;
}

export interface Leaver {
  readonly account: string;
  readonly oid: string;
  readonly quarantineRole: string;
  readonly database: string;
  /** The role that the account was given, and the statement that gives it. */
  readonly role: string;
  readonly giveRole: string;
}

/**
 * Deals with all that the account left in this database, in one transaction: what would run is switched off, what is
 * only a definition is dropped, the rest goes to the quarantine role, and nobody keeps rights on it. What others have
 * built upon stays with the account, disabled. Returns a line about each.
 */
export async function quarantineDatabase(client: Client, leaver: Leaver): Promise<string[]> {
  await client.query("begin");
  const owned = (await client.query<Owned>(listOwned, [leaver.oid])).rows;
  await client.query(`set local role ${escapeIdentifier(leaver.account)}`);
  await runWritten(client, takePassedOnRights, leaver.oid);
  await client.query("reset role");
  await runWritten(client, neutralise, leaver.oid);
  const dropped = await dropDefinitions(client, owned);
  const needsRole = owned.some((one) => !dropped.has(one) && ["schema", "function", "procedure"].includes(one.type));
  if (needsRole) await borrowRole(client, leaver);
  await disableUsedRoutines(client, leaver);
  const keeper = await reassign(client, leaver);
  if (needsRole) await returnRole(client, leaver);
  await client.query("commit");
  return owned.map((one) => {
    const gone = dropped.has(one) || one.type === "default acl" || one.type === "user mapping";
    const text = one.definition === null ? "" : `: ${one.definition.slice(0, maxDefinitionLength)}`;
    return `${leaver.database}: ${one.type} ${one.identity}, ${gone ? `dropped${text}` : `kept by ${keeper}`}`;
  });
}

async function runWritten(client: Client, query: string, oid: string): Promise<void> {
  const { rows } = await client.query<{ statement: string }>(query, [oid]);
  for (const { statement } of rows) await client.query(statement);
}

/**
 * To give a schema away or to replace a routine takes the rights under which the account made it. It gets them back
 * inside this transaction alone: nobody else ever sees that it has them.
 */
async function borrowRole(client: Client, { giveRole }: Leaver): Promise<void> {
  // No such role any more: then it has to do without.
  await attempt(client, giveRole, "42704");
}

async function returnRole(client: Client, { role, account }: Leaver): Promise<void> {
  await attempt(client, `revoke ${escapeIdentifier(role)} from ${escapeIdentifier(account)}`, "42704");
}

async function disableUsedRoutines(client: Client, { oid, account, database }: Leaver): Promise<void> {
  try {
    await runWritten(client, disableRoutines, oid);
  } catch (error) {
    if (sqlState(error) !== "42501") throw error;
    // Neither may its code stay, nor may what others built on it be destroyed: a person has to look.
    const what = `A routine of "${account}" in "${database}", on which others have built, cannot be replaced`;
    throw new TargetStateError(`${what}; drop it by hand`, { cause: error });
  }
}

/** Rounds, since they may depend on each other; it ends when a round drops nothing more. */
async function dropDefinitions(client: Client, owned: readonly Owned[]): Promise<Set<Owned>> {
  const dropped = new Set<Owned>();
  for (let before = -1; before < dropped.size;) {
    before = dropped.size;
    for (const one of owned) {
      const kind = definitions[one.type];
      if (kind === undefined || dropped.has(one)) continue;
      const others = one.only_triggers || one.type === "server" ? "cascade" : "restrict";
      if (await attempt(client, `drop ${kind} if exists ${one.identity} ${others}`, "2BP01")) dropped.add(one);
    }
  }
  return dropped;
}

/** Hands over what is left, and drops the account's own grants and default privileges. Returns who owns it now. */
async function reassign(client: Client, { account, quarantineRole }: Leaver): Promise<string> {
  const name = escapeIdentifier(account);
  const handOver = `reassign owned by ${name} to ${escapeIdentifier(quarantineRole)}`;
  // DROP OWNED only afterwards: before, it would destroy the data.
  if (!(await attempt(client, handOver, "42501"))) return `"${account}", disabled`;
  await client.query(`drop owned by ${name}`);
  return quarantineRole;
}

/** False when the server refused with this SQLSTATE, and nothing of it happened; throws on any other error. */
async function attempt(client: Client, statement: string, refusal: string): Promise<boolean> {
  await client.query("savepoint attempt");
  try {
    await client.query(statement);
  } catch (error) {
    if (sqlState(error) !== refusal) throw error;
    await client.query("rollback to savepoint attempt");
    return false;
  }
  await client.query("release savepoint attempt");
  return true;
}

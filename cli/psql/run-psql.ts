import { createInterface } from "node:readline";
import { checkServerIdentity, type ConnectionOptions } from "node:tls";
import { Client, DatabaseError, type QueryArrayResult } from "pg";
import { askPassword } from "#cli/psql/ask-password.ts";
import { connectionWords, type ConnectionWords } from "#cli/psql/connection-words.ts";
import { formatRows } from "#cli/psql/format-rows.ts";
import { readStatements } from "#cli/psql/read-statements.ts";
import { UsageFault } from "#cli/usage.ts";

/**
 * A small stand-in for `psql`, for machines that have none: takes the same connection string, asks for the password, runs the
 * statements that are typed or piped in, and shows their rows. Answers 0, or 1 when it could not connect, was cut off, or a
 * piped statement failed.
 */
export const runPsql = async (words: readonly string[]): Promise<number> => {
  const [text, ...more] = words;
  if (text === undefined || more.length > 0) throw new UsageFault("Give one connection string, in quotes.");
  const address = connectionWords(text);
  const client = new Client({
    ...address,
    ssl: tls(address),
    password: await askPassword(),
    connectionTimeoutMillis: 10_000,
  });
  const cut = new Promise<void>((resolve) => client.once("error", () => resolve()));
  try {
    await client.connect();
  } catch (fault) {
    console.error(`Not connected: ${fault instanceof Error ? fault.message : String(fault)}`);
    return 1;
  }
  const ended = await Promise.race([converse(client), cut.then(() => "cut" as const)]);
  if (ended === "cut") console.error("The server ended the session.");
  await client.end().catch(() => undefined);
  return ended === "done" ? 0 : 1;
};

const tls = ({ host, sslMode }: ConnectionWords): ConnectionOptions | false => {
  if (sslMode === "disable") return false;
  if (sslMode === "require") return { rejectUnauthorized: false };
  return { checkServerIdentity: (_name, certificate) => checkServerIdentity(host, certificate) };
};

/** Typed statements go on after a mistake; a piped script stops at its first, as `psql -v ON_ERROR_STOP=1` does. */
const converse = async (client: Client): Promise<"done" | "failed"> => {
  const isTyped = process.stdin.isTTY;
  const terminal = createInterface({ input: process.stdin, output: process.stderr, terminal: isTyped, prompt: "=> " });
  const prompt = (): void => {
    if (isTyped) terminal.prompt();
  };
  if (isTyped)
    console.error(
      `Connected to ${client.database ?? ""} as ${client.user ?? ""}. End statements with ";", leave with \\q.`,
    );
  prompt();
  try {
    for await (const statement of readStatements(terminal)) {
      if (!(await run(client, statement)) && !isTyped) return "failed";
      prompt();
    }
    return "done";
  } finally {
    terminal.close();
  }
};

const run = async (client: Client, statement: string): Promise<boolean> => {
  try {
    const answer = (await client.query({ text: statement, rowMode: "array" })) as QueryArrayResult | QueryArrayResult[];
    for (const result of [answer].flat()) show(result);
    return true;
  } catch (fault) {
    if (!(fault instanceof DatabaseError)) throw fault;
    console.error(`${fault.severity ?? "ERROR"}: ${fault.message}`);
    return false;
  }
};

const show = ({ command, rowCount, fields, rows }: QueryArrayResult): void => {
  if (fields.length > 0)
    console.log(
      formatRows(
        fields.map(({ name }) => name),
        rows,
      ),
    );
  else console.log(rowCount === null ? command : `${command} ${rowCount}`);
};

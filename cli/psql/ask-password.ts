import { createInterface } from "node:readline/promises";
import { Writable } from "node:stream";

/** Asks at the terminal without showing what is typed. Without a terminal there is nobody to ask: `PGPASSWORD` must be set. */
export const askPassword = async (): Promise<string> => {
  const given = process.env["PGPASSWORD"];
  if (given !== undefined) return given;
  if (!process.stdin.isTTY) throw new Error("There is no terminal to ask for the password: set PGPASSWORD.");
  process.stderr.write("Password: ");
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const terminal = createInterface({ input: process.stdin, output: nowhere, terminal: true });
  try {
    return await terminal.question("");
  } finally {
    terminal.close();
    process.stderr.write("\n");
  }
};

import { spawn } from "node:child_process";
import { once } from "node:events";

/** One attribute of LDIF (RFC 2849), in base64, so that any value is only a value. */
export function line(attribute: string, value: string): string {
  return `${attribute}:: ${Buffer.from(value, "utf8").toString("base64")}\n`;
}

export function entry(dn: string, attributes: readonly (readonly [string, string])[]): string {
  return `${line("dn", dn)}changetype: add\n${attributes.map(([name, value]) => line(name, value)).join("")}\n`;
}

export function deletion(dn: string): string {
  return `${line("dn", dn)}changetype: delete\n\n`;
}

/** Another last part of the name (`uid=…`), or another place. */
export function renaming(dn: string, newName: string, below?: string): string {
  const place = below === undefined ? "" : line("newsuperior", below);
  return `${line("dn", dn)}changetype: modrdn\n${line("newrdn", newName)}deleteoldrdn: 1\n${place}\n`;
}

export function modification(
  dn: string,
  kind: "add" | "delete" | "replace",
  attribute: string,
  values: readonly string[],
): string {
  const lines = values.map((value) => line(attribute, value)).join("");
  return `${line("dn", dn)}changetype: modify\n${kind}: ${attribute}\n${lines}-\n\n`;
}

/** A value within a name (RFC 4514), written as OpenLDAP writes it. */
export function escapeName(value: string): string {
  return value.replace(/[,+"\\<>;=]|^[ #]| $/g, (sign) => `\\${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** Runs one of OpenLDAP's own commands, so that what the connector did is told by another client. */
export async function runCommand(
  command: string,
  args: readonly string[],
  input = "",
  mayFail = false,
): Promise<string> {
  const child = spawn(command, args, { stdio: ["pipe", "pipe", "pipe"] });
  const output: Buffer[] = [];
  const errors: Buffer[] = [];
  child.stdout.on("data", (bytes: Buffer) => output.push(bytes));
  child.stderr.on("data", (bytes: Buffer) => errors.push(bytes));
  // A command that reads no input may be gone before the end of it is written.
  child.stdin.on("error", () => undefined);
  child.stdin.end(input);
  const [code] = (await once(child, "close")) as [number];
  if (code !== 0 && !mayFail) throw new Error(`${command}: ${Buffer.concat(errors).toString("utf8").slice(0, 500)}`);
  return Buffer.concat(output).toString("utf8");
}

import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { psqlCommand } from "./psql-command.ts";

const address = {
  host: "db.example.test",
  port: 5432,
  database: "orders",
  username: "lapse_ada_1",
  sslMode: "verify-full",
};

/** What a POSIX shell would hand to psql. */
function words(command: string): string[] {
  const script = `psql() { for word in "$@"; do printf '%s\\0' "$word"; done; }; ${command}`;
  return execFileSync("/bin/sh", ["-c", script], { encoding: "utf8" }).split("\0").slice(0, -1);
}

/** libpq's own rules for one connection string. */
function valueOf(connection: string, key: string): string | undefined {
  const found = new RegExp(`(?:^| )${key}=(?:'((?:[^'\\\\]|\\\\.)*)'|([^ ]*))`, "su").exec(connection);
  return found?.[1]?.replace(/\\(.)/gsu, "$1") ?? found?.[2];
}

describe("psqlCommand", () => {
  it("is plain for plain names", () => {
    expect(psqlCommand(address)).toBe(
      `psql "host=db.example.test port=5432 dbname=orders user=lapse_ada_1 sslmode=verify-full"`,
    );
  });

  it("whatever a database is called, the shell sees one word and libpq that name", () => {
    const hostile = ["$(touch x)", "`id`", `'; rm -rf / #`, `"`, "\\", "a' user='postgres", "!!", "名前", " "];
    const name = fc.string({ minLength: 1, unit: "grapheme" }).filter((text) => !/\p{Cc}/u.test(text));
    const check = (database: string): void => {
      const [connection, ...more] = words(psqlCommand({ ...address, database }));
      expect(more).toEqual([]);
      expect(valueOf(connection ?? "", "dbname")).toBe(database);
      expect(valueOf(connection ?? "", "sslmode")).toBe("verify-full");
    };
    hostile.forEach(check);
    fc.assert(fc.property(name, check), { numRuns: 50 });
  });
});

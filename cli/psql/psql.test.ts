import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { connectionWords } from "#cli/psql/connection-words.ts";
import { formatRows } from "#cli/psql/format-rows.ts";
import { isWhole, readStatements } from "#cli/psql/read-statements.ts";
import { UsageFault } from "#cli/usage.ts";
import { psqlCommand } from "#connectors/postgresql/psql-command.ts";

describe("connectionWords", () => {
  test("reads back whatever the portal writes", () => {
    const name = fc.string({ minLength: 1 }).filter((text) => !text.includes("\0"));
    fc.assert(
      fc.property(name, name, (database, username) => {
        const command = psqlCommand({ host: "::1", port: 5432, database, username, sslMode: "require" });
        // The shell takes its own quotes away: one word is left.
        const quoted = command.slice("psql ".length);
        const word = quoted.slice(1, -1).replaceAll(`'\\''`, "'");
        const read = { host: "::1", port: 5432, database, user: username, sslMode: "require" };
        expect(connectionWords(word)).toEqual(read);
      }),
    );
  });

  test.each([
    ["", "lacks host"],
    ["host=a port=1 dbname=d user=u", "lacks sslmode"],
    ["host=a port=0 dbname=d user=u sslmode=disable", "no port 0"],
    ["host=a port=1 dbname=d user=u sslmode=prefer", "sslmode can be"],
    ["host=a passfile=/etc/passwd", "not understood"],
    ["host='a", "not understood"],
  ])("%s is refused", (text, why) => {
    expect(() => connectionWords(text)).toThrow(UsageFault);
    expect(() => connectionWords(text)).toThrow(why);
  });
});

describe("statements", () => {
  test.each([
    ["select 1;", true],
    ["select 1", false],
    ["select ';'", false],
    ["select ';';", true],
    [`select 1 as ";`, false],
    ["do $$ begin null; end", false],
    ["do $x$ begin null; end $x$;", true],
    ["select 1 -- then;", false],
    ["/* ; */ select 1;", true],
    ["/* ;", false],
  ])("%s: whole is %s", (text, whole) => {
    expect(isWhole(text)).toBe(whole);
  });

  test("come one by one, the last without its semicolon, none after leaving", async () => {
    const of = async (...lines: string[]) => {
      const found: string[] = [];
      for await (const each of readStatements(lines as unknown as AsyncIterable<string>)) found.push(each);
      return found;
    };
    expect(await of("select", "1;", "select 2")).toEqual(["select\n1;\n", "select 2\n"]);
    expect(await of("select 1;", "\\q", "select 2;")).toEqual(["select 1;\n"]);
  });
});

test("rows become a table that no value can break out of", () => {
  const rows = [
    [1, "a\u001b[31m\nb", null],
    [20, { x: 1 }, "y".repeat(80)],
  ];
  expect(formatRows(["id", "what", "z"], rows).split("\n")).toEqual([
    "id | what     | z",
    `---+----------+-${"-".repeat(60)}`,
    " 1 | a [31m b |",
    `20 | {"x":1}  | ${"y".repeat(59)}…`,
    "(2 rows)",
  ]);
});

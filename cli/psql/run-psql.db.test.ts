import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { openTestDatabase } from "#scripts/test-database.ts";

const { appUrl } = await openTestDatabase();
const { hostname, port, username, password, pathname } = new URL(appUrl);
const connection = `host=${hostname} port=${port} dbname=${pathname.slice(1)} user=${username} sslmode=disable`;

/** The command as people start it, in a process of its own. */
const psql = (input: string, secret = password) => {
  const env = { ...process.env, PGPASSWORD: secret };
  const { status, stdout, stderr } = spawnSync(process.execPath, ["cli/lapse.ts", "psql", connection], {
    ...{ input, env, encoding: "utf8", timeout: 30_000 },
  });
  return { status, stdout, stderr };
};

test("piped statements run in order and show their rows", () => {
  const answer = psql("select 1 as one,\n 'two' as two;\nselect count(*) from \"Grant\"");
  expect(answer).toMatchObject({ status: 0, stderr: "" });
  expect(answer.stdout).toContain("one | two");
  expect(answer.stdout).toContain("  1 | two");
});

test("a script stops at its first mistake, and a wrong password or a session that the server ends is 1", () => {
  const mistaken = psql("select nothing_of_the_kind;\nselect 'not reached';");
  expect(mistaken).toMatchObject({ status: 1, stdout: "" });
  expect(mistaken.stderr).toContain("nothing_of_the_kind");
  expect(psql("select 1;", "wrong").status).toBe(1);
  expect(psql("select pg_terminate_backend(pg_backend_pid());\nselect 1;").status).toBe(1);
});

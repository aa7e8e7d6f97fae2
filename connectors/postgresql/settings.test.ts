import { describe, expect, it } from "vitest";
import { postgresql } from "./postgresql.ts";

const settings = { host: "db.example.test" };
const mapping = { role: "orders_read", database: "orders" };

describe("settings", () => {
  it("check the server's certificate unless told otherwise", () => {
    expect(postgresql.checkSettings(settings)).toMatchObject({
      ok: true,
      value: { sslMode: "verify-full", port: 5432 },
    });
  });

  it.each([
    { host: "" },
    { host: "db.example.test/x" },
    { host: "/var/run/postgresql" },
    { port: 0 },
    { port: 65_536 },
    { sslMode: "prefer" },
    { quarantineRole: "lapse_connector" },
    { statementTimeoutMs: 60_000 },
    { password: "fake" },
  ])("%j is refused", (change) => {
    expect(postgresql.checkSettings({ ...settings, ...change }).ok).toBe(false);
  });
});

describe("mapping", () => {
  it.each(["", "public", "none", "é".repeat(32), "nul\u0000", "line\nbreak", "\ud800", { not: "" }, ["orders_read"]])(
    "the role %j is refused",
    (role) => {
      expect(postgresql.checkMapping({ ...mapping, role }).ok).toBe(false);
    },
  );

  it.each([0, -1, 1.5, 101, "5"])("%j connections are refused", (connectionLimit) => {
    expect(postgresql.checkMapping({ ...mapping, connectionLimit }).ok).toBe(false);
  });

  it("63 bytes are a name, 64 are not", () => {
    expect(postgresql.checkMapping({ ...mapping, role: "a".repeat(63) }).ok).toBe(true);
    expect(postgresql.checkMapping({ ...mapping, role: "a".repeat(64) }).ok).toBe(false);
  });
});

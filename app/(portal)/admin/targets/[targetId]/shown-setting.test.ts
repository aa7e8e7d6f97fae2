import { expect, test } from "vitest";
import { shownSetting } from "./shown-setting.ts";

test.each([
  ["host", "db.internal", "Host", "db.internal"],
  ["statementTimeoutMs", 5_000, "Statement timeout", "5000 ms"],
  ["sslMode", "verify-full", "SSL mode", "verify-full"],
  ["startTls", true, "Start TLS", "yes"],
  ["allowHttp", false, "Allow HTTP", "no"],
  ["bindDn", "cn=lapse", "Bind DN", "cn=lapse"],
  ["fenceAttribute", null, "Fence attribute", "none"],
  ["userDatabases", {}, "User databases", "none"],
  ["userDatabases", { orders: "pooled" }, "User databases", '{"orders":"pooled"}'],
  ["port", 0, "Port", "0"],
])("the setting %s: %j is read as %s, %s", (key, value, term, words) => {
  expect(shownSetting([key, value])).toStrictEqual({ term, value: words });
});

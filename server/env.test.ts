import { expect, test } from "vitest";
import { newSigningKey } from "#adapters/crypto/log-key.ts";
import { InvalidEnvironment, readEnv } from "#server/env.ts";

const valid = {
  DATABASE_URL: "postgresql://lapse_app:x@127.0.0.1:5432/lapse",
  LAPSE_PUBLIC_URL: "http://localhost:3000",
  NEXTAUTH_SECRET: "not-a-real-secret-not-a-real-secret",
  LAPSE_SEAL_KEY: Buffer.alloc(32, 7).toString("base64"),
  CRON_SECRET: "not-a-real-cron-secret",
  LAPSE_LOG_KEY: newSigningKey("localhost/env-test"),
  LAPSE_WITNESS_FILE: "/var/lib/lapse/checkpoints.jsonl",
};

const faultsOf = (changes: Record<string, string | undefined>): readonly string[] => {
  try {
    readEnv({ ...valid, ...changes });
  } catch (error) {
    if (error instanceof InvalidEnvironment) return error.faults;
    throw error;
  }
  return [];
};

test("the least that is needed is enough", () => {
  expect(readEnv(valid)).toMatchObject({ LAPSE_TICKER: "on", LAPSE_DEMO: false, LAPSE_ALLOWED_ADDRESSES: [] });
});

test("everything that is wrong is named at once, and no value is shown", () => {
  const faults = faultsOf({
    DATABASE_URL: undefined,
    LAPSE_SEAL_KEY: "c2hvcnQ=",
    CRON_SECRET: "tiny",
    LAPSE_TICKER: "maybe",
  });
  expect(faults.map((fault) => fault.split(" ")[0]).sort()).toEqual([
    "CRON_SECRET",
    "DATABASE_URL",
    "LAPSE_SEAL_KEY",
    "LAPSE_TICKER",
  ]);
  expect(faults.join()).not.toMatch(/c2hvcnQ|tiny/);
  expect(faults).toContain("DATABASE_URL is missing");
});

test.each([
  ["a path in the public address", { LAPSE_PUBLIC_URL: "https://lapse.example.com/portal" }],
  ["plain HTTP on a public address", { LAPSE_PUBLIC_URL: "http://lapse.example.com" }],
  ["a public address for a demo", { LAPSE_PUBLIC_URL: "https://lapse.example.com", LAPSE_DEMO: "1" }],
  ["a sealing key of 31 bytes", { LAPSE_SEAL_KEY: Buffer.alloc(31).toString("base64") }],
  ["a range that is none", { LAPSE_ALLOWED_ADDRESSES: "10.0.0.0/8, everything" }],
  ["half an OpenID Connect client", { LAPSE_OIDC_ISSUER: "https://id.example.com", LAPSE_OIDC_CLIENT_ID: "lapse" }],
  [
    "an OpenID Connect provider over plain HTTP",
    { LAPSE_OIDC_ISSUER: "http://id.example.com", LAPSE_OIDC_CLIENT_ID: "a", LAPSE_OIDC_CLIENT_SECRET: "b" },
  ],
  ["no signing key for the log", { LAPSE_LOG_KEY: undefined }],
  ["a signing key that is none", { LAPSE_LOG_KEY: "PRIVATE+KEY+localhost+00000000+AQ==" }],
  ["no witness", { LAPSE_WITNESS_FILE: undefined }],
  ["the portal's own role as the one that erases", { LAPSE_ERASE_URL: valid.DATABASE_URL }],
  ["a scheduler's secret that no header can carry", { CRON_SECRET: "not a real secret" }],
  ["one that is too long for it", { LAPSE_METRICS_TOKEN: "x".repeat(513) }],
  ["a witness's token with a letter of its own", { LAPSE_WITNESS_TOKEN: "not-ä-real-token-of-a-witness" }],
  [
    "a password in an address that is fetched",
    {
      LAPSE_SIEM_WEBHOOK: "https://lapse:hidden@siem.example.com",
      LAPSE_SIEM_WEBHOOK_SECRET: `whsec_${"A".repeat(32)}`,
    },
  ],
  ["another database", { DATABASE_URL: "mysql://root@127.0.0.1/lapse" }],
])("refused: %s", (_, changes) => {
  const faults = faultsOf(changes);
  expect(faults).toHaveLength(1);
  expect(faults.join()).not.toContain("hidden");
});

test("an empty variable counts as absent", () => {
  expect(faultsOf({ LAPSE_OIDC_ISSUER: "", LAPSE_METRICS_TOKEN: "" })).toEqual([]);
  expect(faultsOf({ CRON_SECRET: "" })).toEqual(["CRON_SECRET is missing"]);
});

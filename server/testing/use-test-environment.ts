import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { newSigningKey } from "#adapters/crypto/log-key.ts";

/** The configuration of a portal under test. Nothing in it is real. To be called before anything asks for `env()`. */
export const useTestEnvironment = (databaseUrl = "postgresql://lapse_app:x@127.0.0.1:1/none"): void => {
  Object.assign(process.env, {
    DATABASE_URL: databaseUrl,
    LAPSE_PUBLIC_URL: "http://localhost:3000",
    NEXTAUTH_SECRET: "not-a-real-secret-not-a-real-secret",
    LAPSE_SEAL_KEY: Buffer.alloc(32, 7).toString("base64"),
    LAPSE_LOG_KEY: newSigningKey("localhost/under-test"),
    LAPSE_WITNESS_FILE: path.join(mkdtempSync(path.join(tmpdir(), "lapse-witness-")), "checkpoints.jsonl"),
    CRON_SECRET: "not-a-real-cron-secret",
    LAPSE_METRICS_TOKEN: "not-a-real-metrics-token",
    LAPSE_DEMO: "1",
    LAPSE_ALLOWED_ADDRESSES: "127.0.0.0/8",
    LAPSE_LOG_LEVEL: "silent",
  });
};

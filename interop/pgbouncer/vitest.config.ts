import path from "node:path";
import { defineConfig } from "vitest/config";

/** The database tests of the core, with PgBouncer between the portal's role and the server. */
export default defineConfig({
  root: path.join(import.meta.dirname, "../.."),
  test: {
    include: ["core/**/*.db.test.ts", "adapters/**/*.db.test.ts", "server/**/*.db.test.ts", "interop/**/*.db.test.ts"],
    exclude: ["node_modules/**"],
    maxWorkers: 2,
    // It kills the server process that it was told of, which behind a pooler may be its own by then.
    testNamePattern: /^(?!.*a commit whose connection dies in the middle)/,
    setupFiles: ["scripts/vitest/fail-on-console-error.ts"],
    globalSetup: ["interop/pgbouncer/set-up.ts"],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 60_000 } },
  },
});

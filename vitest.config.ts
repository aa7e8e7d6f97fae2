import os from "node:os";
import { defineConfig } from "vitest/config";

const outside = ["node_modules/**", ".next*/**", ".lapse/**", "e2e/**", "interop/**"];
const setupFiles = ["scripts/vitest/fail-on-console-error.ts"];

const isFull = process.env["LAPSE_TEST_FULL"] === "1";
const portableSample = ["request-to-end", "reconcile/shared-holding", "reconcile/late-call"].map(
  (name) => `core/usecases/${name}.db.test.ts`,
);

/** `unit` needs nothing; `database` one PostgreSQL; `portable` tries
 * some of it as on a distributed engine (all of it with LAPSE_TEST_FULL=1); `connectors` real targets; `setup` starts and kills servers. */
export default defineConfig({
  test: {
    // Left to itself it runs one file at a time on two cores, and a test that waits for a server leaves a core idle.
    maxWorkers: Math.max(2, os.availableParallelism() - 1),
    setupFiles,
    passWithNoTests: false,
    // How long something takes is never what a test judges: only what hangs is ended.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 60_000 } },
    // What failed is told whole, also where only the message is kept.
    chaiConfig: { truncateThreshold: 2_000 },
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["**/*.test.{ts,tsx}"],
          exclude: [...outside, "**/*.db.test.ts", "connectors/**", "scripts/**"],
        },
      },
      {
        extends: true,
        test: {
          name: "database",
          include: ["**/*.db.test.ts"],
          exclude: outside,
          globalSetup: ["scripts/vitest/template-database.ts"],
        },
      },
      {
        extends: true,
        test: {
          name: "portable",
          include: isFull ? ["core/usecases/**/*.db.test.ts"] : portableSample,
          exclude: outside,
          env: { LAPSE_TEST_PORTABLE: "1" },
          globalSetup: ["scripts/vitest/template-database.ts"],
        },
      },
      {
        extends: true,
        test: {
          name: "connectors",
          include: ["connectors/**/*.test.ts"],
          exclude: [...outside, "**/*.db.test.ts"],
        },
      },
      {
        extends: true,
        test: {
          name: "setup",
          include: ["scripts/**/*.test.ts"],
          exclude: [...outside, "**/*.db.test.ts"],
        },
      },
    ],
  },
});

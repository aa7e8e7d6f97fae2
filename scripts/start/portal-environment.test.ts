import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, expect, test, vi } from "vitest";
import { openDataFolder } from "./data-folder.ts";
import { portalEnvironment } from "./portal-environment.ts";
import { readSettings } from "./settings.ts";

const dir = mkdtempSync(path.join(os.tmpdir(), "lapse-environment-"));
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(dir, { recursive: true });
});

test("an empty variable counts as unset: a demo has its witness and its young passkeys all the same", () => {
  vi.stubEnv("LAPSE_WITNESS_FILE", "");
  vi.stubEnv("LAPSE_DEMO_NEW_PASSKEYS", "");
  openDataFolder(dir, "demo");
  const settings = readSettings({ LAPSE_DATA: dir });
  expect(portalEnvironment(settings, { appUrl: "postgresql://lapse_app:x@127.0.0.1/lapse" })).toMatchObject({
    LAPSE_WITNESS_FILE: path.join(dir, "witness/checkpoints.jsonl"),
    LAPSE_DEMO_NEW_PASSKEYS: "1",
  });
});

import { spawn } from "node:child_process";
import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { root } from "#scripts/start/settings.ts";

/** An evidence pack as whoever was sent it unpacks it; the caller removes the folder. */
export async function unpack(files: Readonly<Record<string, Uint8Array>>): Promise<string> {
  const folder = await mkdtemp(path.join(os.tmpdir(), "lapse-evidence-"));
  for (const [name, content] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), content);
  }
  return folder;
}

/** The exit code of `lapse verify`: 0 everything holds, 1 something was found. */
export const verify = (given: readonly string[]): Promise<number | null> =>
  new Promise((resolve) => {
    const program = spawn(process.execPath, [path.join(root, "cli/lapse.ts"), "verify", ...given], { stdio: "ignore" });
    program.on("close", resolve);
  });

import { spawn } from "node:child_process";
import { root } from "../start/settings.ts";

export interface ProgramResult {
  exitCode: number | null;
  output: string;
}

/** Runs one of our packages' programs under this Node. Shows what it says at once, or only returns it. */
export function runProgram(
  args: readonly string[],
  { show, environment = {} }: { show: boolean; environment?: Record<string, string> },
): Promise<ProgramResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      cwd: root,
      stdio: ["ignore", show ? "inherit" : "pipe", show ? "inherit" : "pipe"],
      env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1", ...environment },
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr])
      stream?.on("data", (chunk: Buffer) => (output += chunk.toString()));
    child.once("error", reject);
    child.once("close", (exitCode) => resolve({ exitCode, output }));
  });
}

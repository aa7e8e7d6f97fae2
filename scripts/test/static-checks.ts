import { faultsOfPackages } from "./check-packages.ts";
import { runProgram } from "./run-program.ts";

export interface StaticCheck {
  name: string;
  /** What is wrong, or nothing. */
  run: () => Promise<string | undefined>;
}

const layered = ["app", "components", "core", "connectors", "adapters", "server", "cli", "scripts"];

/** The longest first. */
export const staticChecks: readonly StaticCheck[] = [
  { name: "lint", run: program(["node_modules/eslint/bin/eslint.js", ".", "--max-warnings", "0", "--cache"]) },
  { name: "format", run: program(["node_modules/prettier/bin/prettier.cjs", "--check", ".", "--log-level", "warn"]) },
  { name: "types", run: program(["node_modules/typescript/bin/tsc", "--noEmit"]) },
  {
    name: "layers",
    run: program([
      "node_modules/dependency-cruiser/bin/dependency-cruiser.mjs",
      ...layered,
      "--config",
      ".dependency-cruiser.cjs",
    ]),
  },
  { name: "unused code", run: program(["node_modules/knip/bin/knip.js", "--no-progress"]) },
  {
    name: "packages",
    run: async () => {
      const faults = await faultsOfPackages();
      return faults.length === 0 ? undefined : faults.join("\n");
    },
  },
];

/** Next's own declarations: without them pages and their links are checked against nothing. */
export async function generatePageTypes(): Promise<void> {
  const complaints = await program(["node_modules/next/dist/bin/next", "typegen"])();
  if (complaints !== undefined) throw new Error(complaints);
}

function program(command: readonly string[]): StaticCheck["run"] {
  return async () => {
    const { exitCode, output } = await runProgram(command, { show: false });
    return exitCode === 0 ? undefined : output;
  };
}

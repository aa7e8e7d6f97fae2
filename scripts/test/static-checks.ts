import { faultsOfPackages } from "./check-packages.ts";
import { runProgram } from "./run-program.ts";

export interface StaticCheck {
  name: string;
  /** What is wrong, or nothing. */
  run: () => Promise<string | undefined>;
}

const layered = ["app", "components", "core", "connectors", "adapters", "server", "cli", "scripts"];

export const staticChecks: readonly StaticCheck[] = [
  { name: "format", run: programs(["node_modules/prettier/bin/prettier.cjs", "--check", ".", "--log-level", "warn"]) },
  { name: "lint", run: programs(["node_modules/eslint/bin/eslint.js", ".", "--max-warnings", "0", "--cache"]) },
  {
    name: "types",
    // Next's own declarations come first: without them pages and their links are checked against nothing.
    run: programs(["node_modules/next/dist/bin/next", "typegen"], ["node_modules/typescript/bin/tsc", "--noEmit"]),
  },
  {
    name: "layers",
    run: programs([
      "node_modules/dependency-cruiser/bin/dependency-cruiser.mjs",
      ...layered,
      "--config",
      ".dependency-cruiser.cjs",
    ]),
  },
  { name: "unused code", run: programs(["node_modules/knip/bin/knip.js", "--no-progress"]) },
  {
    name: "packages",
    run: async () => {
      const faults = await faultsOfPackages();
      return faults.length === 0 ? undefined : faults.join("\n");
    },
  },
];

/** One after the other; the first that fails decides. */
function programs(...commands: string[][]): StaticCheck["run"] {
  return async () => {
    for (const command of commands) {
      const { exitCode, output } = await runProgram(command, { show: false });
      if (exitCode !== 0) return output;
    }
    return undefined;
  };
}

import { faultsOfPackages } from "./check-packages.ts";
import { runProgram } from "./run-program.ts";

export interface StaticCheck {
  name: string;
  /** What is wrong, or nothing. */
  run: () => Promise<string | undefined>;
}

const layered = ["app", "components", "core", "connectors", "adapters", "server", "cli", "scripts"];

/** Next's own declarations: without them pages and their links are checked against nothing. */
export const pageTypes: StaticCheck = {
  name: "page types",
  run: program(["node_modules/next/dist/bin/next", "typegen"]),
};

const lint: StaticCheck = {
  name: "lint",
  run: program(["node_modules/eslint/bin/eslint.js", ".", "--max-warnings", "0", "--cache"]),
};

const others: readonly StaticCheck[] = [
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

/** One after the other in each, side by side: linting alone keeps a core busy for longer than all the rest. */
export const checkLanes: readonly (readonly StaticCheck[])[] = [[lint], others];

function program(command: readonly string[]): StaticCheck["run"] {
  return async () => {
    const { exitCode, output } = await runProgram(command, { show: false });
    return exitCode === 0 ? undefined : output;
  };
}

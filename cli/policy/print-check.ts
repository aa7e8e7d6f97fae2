/** What the portal answers about a policy text. */
export interface Check {
  readonly rules: number;
  readonly tests: readonly {
    readonly name: string;
    readonly passed: boolean;
    readonly differences: readonly string[];
  }[];
  readonly problems: readonly {
    readonly severity: "error" | "warning";
    readonly message: string;
    readonly line?: number;
    readonly column?: number;
  }[];
}

/** 1 when anything keeps the policy from being used. */
export const printCheck = ({ rules, tests, problems }: Check, print: (line: string) => void): number => {
  for (const { severity, message, line, column } of problems)
    print(`${line ?? 1}:${column ?? 1} ${severity} ${message}`);
  const passed = tests.filter((test) => test.passed).length;
  const errors = problems.filter(({ severity }) => severity === "error").length;
  print(`${rules} rules, ${passed} of ${tests.length} tests pass, ${errors} errors.`);
  return errors === 0 ? 0 : 1;
};

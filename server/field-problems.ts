import type { z } from "zod";

/** One thing wrong with what was sent, and where: `["entitlementIds", 0]`. */
export interface FieldProblem {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

const most = 20;

/** Never repeats what was sent: it may be a password typed into the wrong field. */
export const fieldProblems = (error: z.ZodError): readonly FieldProblem[] =>
  error.issues
    .flatMap((issue): FieldProblem[] => {
      const path = issue.path.map((key) => (typeof key === "symbol" ? String(key) : key));
      if (issue.code !== "unrecognized_keys") return [{ path, message: issue.message }];
      return issue.keys.map((key) => ({ path: [...path, key.slice(0, 100)], message: "is not known" }));
    })
    .slice(0, most);

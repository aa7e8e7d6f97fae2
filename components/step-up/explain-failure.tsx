import Link from "next/link";
import type { ReactNode } from "react";
import type { ActionAnswer } from "#components/action-answer.ts";
import { explainFailure } from "#components/sentences/failure.ts";

const solvedUnderSecurity: ReadonlySet<string> = new Set([
  "no_passkey",
  "passkey_too_young",
  "passkey_needed",
  "step_up_refused",
]);

/** The sentence for a refused action; where a passkey would help, with the way to one's own. */
export const explainWithHelp = (failure: Extract<ActionAnswer<unknown>, { ok: false }>): ReactNode =>
  solvedUnderSecurity.has(failure.code) ? (
    <>
      {explainFailure(failure)}{" "}
      <Link href="/settings" className="underline underline-offset-2">
        Open Security
      </Link>
    </>
  ) : (
    explainFailure(failure)
  );

import type { ShownGrant } from "#components/grant/shown-grant.ts";
import { residualWords } from "#components/target/residual-words.ts";

/** What the end of a grant may leave for a while, as its target's connector declares it. */
export function ResidualNote({ bound }: { bound: ShownGrant["residualBound"] }) {
  return (
    <p className="bg-bg px-4 pt-1 pb-3 text-xs text-pretty text-muted">
      Outlives its removal: {residualWords(bound)}.{bound === null ? "" : ` ${bound.why}`}
    </p>
  );
}

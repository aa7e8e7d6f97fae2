import { explainRefusal, type ExplainedRefusal } from "#components/sentences/refusal.ts";

interface Failure {
  readonly code: ExplainedRefusal;
  readonly correlationId?: string;
}

/** The sentence for a refused action, with the id to quote where something broke. */
export const explainFailure = ({ code, correlationId }: Failure): string =>
  correlationId === undefined ? explainRefusal(code) : `${explainRefusal(code)} Quote ${correlationId}.`;

import { Answer } from "#components/ui/answer.tsx";
import { stagesWords } from "#components/request/decision-words.ts";
import { formatDuration } from "#core/domain/policy/format-duration.ts";
import type { ShownEntry } from "./use-catalogue.ts";

/** Policy's answer in the width of a row. */
export function CatalogueAnswer({ answer }: { answer: ShownEntry["answer"] }) {
  switch (answer.outcome) {
    case "auto-approve":
      return <Answer kind="live">At once</Answer>;
    case "needs-approval":
      return <Answer kind="ask">{stagesWords(answer.stages, { brief: true })}</Answer>;
    case "deny":
      return <Answer kind="no">{denied(answer)}</Answer>;
  }
}

const denied = ({ improvement, reasons }: ShownEntry["answer"]): string => {
  if (improvement?.durationSeconds !== undefined) return `For ${formatDuration(improvement.durationSeconds)} at most`;
  if (improvement?.addTicket) return "With a ticket";
  if (improvement?.justificationLength !== undefined) return "With a longer reason";
  // A rule that says no says it to whatever is asked; where none matches, something else may be possible.
  return reasons.some(({ code }) => code === "denied_by_rule" || code === "conflict") ? "Not allowed" : "Not as asked";
};

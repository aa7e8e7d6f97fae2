import type { ShownDecision, ShownStage } from "#components/request/shown-decision.ts";
import type { Improvement, Reason } from "#core/domain/policy/decision.ts";
import { explainReason } from "#core/domain/policy/explain-reason.ts";

const named = 3;

const either = (names: readonly string[]): string =>
  names.length < 2 ? (names[0] ?? "nobody") : `${names.slice(0, -1).join(", ")} or ${names.at(-1) ?? ""}`;

/** "Ana Lindqvist or Ben Okafor", "2 of Ana, Ben, Cem", "one of 12 people". */
export const stageWords = ({ need, approvers }: ShownStage, { brief = false } = {}): string => {
  const names = approvers.map(({ name }) => (brief ? (name.split(" ")[0] ?? name) : name));
  if (need === names.length) return names.join(" and ");
  if (names.length > named) return `${need === 1 ? "one" : need} of ${names.length} people`;
  return need === 1 ? either(names) : `${need} of ${names.join(", ")}`;
};

/** All the stages in one phrase: "Ana or Ben, and Mei". */
export const stagesWords = (stages: readonly ShownStage[], options = { brief: false }): string =>
  joined(stages.map((stage) => stageWords(stage, options)));

/** A comma keeps "Ana or Ben, and Mei" from being read as a choice of two; "Ana and Mei" needs none. */
const joined = (stages: readonly string[]): string =>
  stages.join(stages.some((stage) => / or | and |, | of /.test(stage)) ? ", and " : " and ");

/** Rules that decided, each once, in the order of the items. */
export const decidingRules = ({ items }: Pick<ShownDecision, "items">): readonly string[] => [
  ...new Set(items.flatMap(({ ruleId }) => ruleId ?? [])),
];

/** Why it was refused: of the whole first, then of each item that was refused, each sentence once. */
export const refusalReasons = ({ reasons, items }: Pick<ShownDecision, "reasons" | "items">): readonly string[] => {
  const refused = items.filter(({ outcome }) => outcome === "deny").flatMap((item): readonly Reason[] => item.reasons);
  return [...new Set([...reasons, ...refused].map(explainReason))];
};

/** What would give a better answer; only where every item agrees on it can one press do it. */
export const improvementOf = ({ items }: Pick<ShownDecision, "items">): Improvement | null => {
  const worst = items.filter(({ outcome }) => outcome !== "auto-approve");
  const [first] = worst;
  return first && worst.length === 1 ? first.improvement : null;
};

import { formatDuration } from "#core/domain/policy/format-duration.ts";
import { nameReference } from "#core/domain/policy/explain-reason.ts";
import type { Request } from "./query.ts";

/** "Write orders-db", or "3 entitlements". */
export const whatOf = ({ entitlements }: Request): string =>
  entitlements.length === 1 ? (entitlements[0]?.name ?? "") : `${entitlements.length} entitlements`;

export const lengthOf = (request: Request): string => formatDuration(request.durationSeconds);

export const firstName = (name: string): string => name.split(" ")[0] ?? name;

/** "Tomás Rey asks to extend Read orders-db by 1 h" */
export const titleOf = (request: Request): string => {
  const { requester, holder, extendsGrantId } = request;
  const what = whatOf(request);
  const whom = requester.id === holder.id ? "" : ` for ${holder.name}`;
  return extendsGrantId === null
    ? `${requester.name} asks for ${what}${whom}, for ${lengthOf(request)}`
    : `${requester.name} asks to extend ${what}${whom} by ${lengthOf(request)}`;
};

/** Who a stage asks, in words: the owners by the name of their group. */
const stageWords = (request: Request, from: readonly string[]): string => {
  const owners = [...new Set(request.entitlements.flatMap(({ ownerGroup }) => ownerGroup ?? []))];
  const words = from.map((reference) => {
    if (reference === "resource.owners" && owners.length > 0) return `${owners.join(" and ")} (owner)`;
    return nameReference(reference).replace(/^group /, "");
  });
  return words.join(" or ");
};

interface Standing {
  /** The stage that this person's vote would fill. */
  readonly mine: string | null;
  /** Stages that still wait after it. */
  readonly others: readonly string[];
  readonly isLast: boolean;
}

/** What this person decides for, and who must too. A stand-in's vote counts as that of whoever they stand in for. */
export const standingOf = (request: Request, me: string): Standing => {
  const { stages } = request.decision;
  const voterId = request.may.voteFor?.id ?? me;
  const open = stages.filter(({ index }) => request.progress.find((each) => each.index === index)?.passed !== true);
  const mine = open.find(({ approvers }) => approvers.some(({ id }) => id === voterId));
  const left = open.flatMap((stage) => {
    const have = request.progress.find(({ index }) => index === stage.index)?.approvedBy.length ?? 0;
    const missing = stage.need - have - (stage.index === mine?.index ? 1 : 0);
    if (missing <= 0) return [];
    return [missing === 1 ? stageWords(request, stage.from) : `${missing} of ${stageWords(request, stage.from)}`];
  });
  return { mine: mine ? stageWords(request, mine.from) : null, others: left, isLast: left.length === 0 };
};

/** "data-platform", "security and legal" */
export const inOneBreath = (names: readonly string[]): string =>
  names.length < 2 ? (names[0] ?? "") : `${names.slice(0, -1).join(", ")} and ${names.at(-1) ?? ""}`;

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

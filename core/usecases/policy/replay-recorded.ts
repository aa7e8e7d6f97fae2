import type { RequestId } from "#core/domain/ids.ts";
import type { CompiledPolicy } from "#core/domain/policy/compiled-policy.ts";
import type { CombinedDecision, Reason } from "#core/domain/policy/decision.ts";
import {
  type RecordedAnswer,
  replayCandidate,
  type Replayed,
  type ReplayKind,
  type ShownAnswer,
} from "#core/domain/policy/replay-candidate.ts";
import type { Core } from "#core/ports/core.ts";
import type { RecordedRequest } from "#core/ports/requests.ts";

/** A request that would have been answered otherwise. */
interface ReplayDifference {
  readonly requestId: RequestId;
  readonly at: Date;
  readonly kind: Exclude<ReplayKind, "same">;
  readonly requester: string;
  readonly holder: string;
  readonly entitlements: readonly string[];
  readonly durationSeconds: number;
  readonly was: ShownAnswer;
  readonly would: ShownAnswer & { readonly rules: readonly string[]; readonly reasons: readonly Reason[] };
  /** What its answer would rest on that was not recorded. */
  readonly unknown: readonly string[];
}

export interface ReplayReport {
  readonly days: number;
  readonly since: Date;
  /** How many requests were answered again, by what came of it; null on later pages, which do not count. */
  readonly counts: Readonly<Record<ReplayKind, number>> | null;
  readonly differences: readonly ReplayDifference[];
  readonly nextCursor: string | null;
}

const batch = 500;
const dayMs = 86_400_000;

export interface ReplaySpan {
  readonly days: number;
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/** How a request was answered, and how it would be. Null where nothing that its answer rests on would be another. */
export type AnswerAnew = (
  request: RecordedRequest,
) => { readonly was: RecordedAnswer; readonly would: Replayed } | null;

/** By another policy, from what was recorded alone. */
export const underPolicy =
  (policy: CompiledPolicy): AnswerAnew =>
  ({ answer: was, facts }) => ({ was, would: replayCandidate(policy, "candidate", was, facts) });

/**
 * Answers the requests of the last days anew, newest first, from the facts recorded with each. The first page counts all of
 * them, later ones go on listing the differences. Reads in batches, so that neither memory nor anybody else waits for it.
 */
export const replayRecorded = async (
  core: Core,
  { days, limit, cursor }: ReplaySpan,
  answerAnew: AnswerAnew,
): Promise<ReplayReport> => {
  const since = new Date((await core.clock.now()).getTime() - days * dayMs);
  const counts = { same: 0, denied: 0, "needs-approval": 0, "auto-approve": 0, "routed-otherwise": 0, unknown: 0 };
  const differences: ReplayDifference[] = [];
  let listedUpTo: string | null = null;
  let nextCursor: string | null = null;
  for await (const request of readAll(core, since, cursor)) {
    const anew = answerAnew(request);
    const kind = anew?.would.kind ?? "same";
    counts[kind] += 1;
    if (!anew || kind === "same") continue;
    if (differences.length < limit) {
      differences.push(differenceOf(request, kind, anew));
      listedUpTo = request.cursor;
    } else nextCursor = listedUpTo;
    if (nextCursor !== null && cursor !== undefined) break;
  }
  return { days, since, counts: cursor === undefined ? counts : null, differences, nextCursor };
};

async function* readAll(core: Core, since: Date, from: string | undefined): AsyncGenerator<RecordedRequest> {
  const read = (cursor: string | undefined) => core.requests.recorded(since, { limit: batch, cursor });
  let next: ReturnType<typeof read> | null = read(from);
  while (next !== null) {
    const page: Awaited<ReturnType<typeof read>> = await next;
    // The database reads on while these are answered.
    next = page.nextCursor === null ? null : read(page.nextCursor);
    // Whoever stops listening leaves this one unread: its failure is then nobody's.
    next?.catch(() => undefined);
    yield* page.items;
  }
}

const differenceOf = (
  { id, createdAt, facts }: RecordedRequest,
  kind: ReplayDifference["kind"],
  { was, would: { decision, unknown } }: NonNullable<ReturnType<AnswerAnew>>,
): ReplayDifference => {
  const [first] = facts.items;
  return {
    requestId: id,
    at: createdAt,
    kind,
    requester: first?.person.name ?? "",
    holder: first?.holder.name ?? "",
    entitlements: facts.items.map(({ entitlement }) => entitlement.name),
    durationSeconds: first?.request.durationSeconds ?? 0,
    was: shown(was),
    would: { ...shown(decision), rules: rulesOf(decision), reasons: reasonsOf(decision) },
    unknown,
  };
};

const shown = ({ outcome, stages }: ShownAnswer): ShownAnswer => ({
  outcome,
  stages: stages.map(({ need, from }) => ({ need, from })),
});

const rulesOf = ({ items }: CombinedDecision): readonly string[] => [
  ...new Set(items.flatMap(({ decision }) => decision.ruleId ?? [])),
];

const reasonsOf = ({ reasons, items }: CombinedDecision): readonly Reason[] => [
  ...reasons,
  ...items.flatMap(({ decision }) => decision.reasons),
];

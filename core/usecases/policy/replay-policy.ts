import type { RequestId } from "#core/domain/ids.ts";
import type { CompiledPolicy } from "#core/domain/policy/compiled-policy.ts";
import type { CombinedDecision, Outcome, Reason } from "#core/domain/policy/decision.ts";
import type { ReplayPolicyInput } from "#core/domain/policy/policy-input.ts";
import { type Replayed, replayCandidate, type ReplayKind } from "#core/domain/policy/replay-candidate.ts";
import { ok, refuse } from "#core/domain/result.ts";
import type { Core, UseCase } from "#core/ports/core.ts";
import type { RecordedRequest } from "#core/ports/requests.ts";

interface ShownAnswer {
  readonly outcome: Outcome;
  readonly stages: readonly { readonly need: number; readonly from: readonly string[] }[];
}

/** A request that the other policy would have answered otherwise, as it was recorded. */
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
  /** What the other policy asks that was not recorded. */
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
const duties = ["administrator", "reviewer", "auditor"] as const;

/**
 * What a policy would have done to the requests of the last days, newest first: from the facts recorded with each, never from
 * today's groups. The first page counts all of them, later ones go on listing the differences. Reads in batches, so that
 * neither memory nor anybody else waits for it.
 */
export const replayPolicy: UseCase<ReplayPolicyInput, ReplayReport, "not_allowed" | "invalid_policy"> = async (
  core,
  caller,
  { document, days, limit, cursor },
) => {
  if (!duties.some((duty) => caller.person.roles.includes(duty))) return refuse("not_allowed");
  const checked = core.policies.check(document);
  if (!checked.ok) return refuse("invalid_policy");
  const since = new Date((await core.clock.now()).getTime() - days * dayMs);
  const counts = { same: 0, denied: 0, "needs-approval": 0, "auto-approve": 0, "routed-otherwise": 0, unknown: 0 };
  const differences: ReplayDifference[] = [];
  let listedUpTo: string | null = null;
  let nextCursor: string | null = null;
  for await (const [request, replayed] of replayAll(core, checked.value.compiled, since, cursor)) {
    counts[replayed.kind] += 1;
    const { kind } = replayed;
    if (kind === "same") continue;
    if (differences.length < limit) {
      differences.push(differenceOf(request, kind, replayed));
      listedUpTo = request.cursor;
    } else nextCursor = listedUpTo;
    if (nextCursor !== null && cursor !== undefined) break;
  }
  return ok({ days, since, counts: cursor === undefined ? counts : null, differences, nextCursor });
};

async function* replayAll(
  core: Core,
  compiled: CompiledPolicy,
  since: Date,
  from: string | undefined,
): AsyncGenerator<readonly [RecordedRequest, Replayed]> {
  const read = (cursor: string | undefined) => core.requests.recorded(since, { limit: batch, cursor });
  let next: ReturnType<typeof read> | null = read(from);
  while (next !== null) {
    const page: Awaited<ReturnType<typeof read>> = await next;
    // The database reads on while these are answered.
    next = page.nextCursor === null ? null : read(page.nextCursor);
    // Whoever stops listening leaves this one unread: its failure is then nobody's.
    next?.catch(() => undefined);
    for (const request of page.items)
      yield [request, replayCandidate(compiled, "candidate", request.answer, request.facts)] as const;
  }
}

const differenceOf = (
  { id, createdAt, answer, facts }: RecordedRequest,
  kind: ReplayDifference["kind"],
  { decision, unknown }: Replayed,
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
    was: shown(answer),
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

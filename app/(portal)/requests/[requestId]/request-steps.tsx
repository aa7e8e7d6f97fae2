import type { ReactNode } from "react";
import { Time } from "#components/clock/time.tsx";
import { endWords } from "#components/grant/end-words.ts";
import type { ShownGrant } from "#components/grant/shown-grant.ts";
import { decidingRules, stageWords } from "#components/request/decision-words.ts";
import { endReasonWords } from "#components/sentences/end-reason.ts";
import type { TimelineStep } from "#components/ui/timeline.tsx";
import { formatDuration } from "#core/domain/policy/format-duration.ts";
import type { ShownRequestView } from "./query.ts";

interface Dated extends TimelineStep {
  /** Null: still to come, in the order given. */
  readonly at: string | null;
}

const when = (at: string): ReactNode => <Time at={at} show="day-time" />;

/** Everything that happened to a request and what came of it, in the order of the clock, then what is still to come. */
export const requestSteps = (
  request: ShownRequestView,
  grants: readonly ShownGrant[],
  nowMs: number,
): readonly TimelineStep[] => {
  const own = request.extendsGrantId === null ? grants.flatMap((grant) => grantSteps(grant, grants.length > 1)) : [];
  const all = [...askedSteps(request), ...voteSteps(request), ...openSteps(request), ...own];
  const happened = all.filter(({ at }) => at !== null && Date.parse(at) <= nowMs + 15_000);
  const toCome = all.filter((step) => !happened.includes(step));
  return [
    ...happened.toSorted((a, b) => Date.parse(a.at ?? "") - Date.parse(b.at ?? "")),
    ...toCome.map((step) => ({ ...step, state: "next" as const })),
  ];
};

const askedSteps = ({ createdAt, requester, decision }: ShownRequestView): readonly Dated[] => {
  const rules = decidingRules(decision);
  const rule = rules.length === 0 ? "no rule allows it" : `rule ${rules.join(", ")}`;
  const said = {
    "auto-approve": "Policy approved it at once",
    "needs-approval": "Policy asked for approval",
    deny: "Policy denied it",
  }[decision.outcome];
  return [
    { key: "asked", at: createdAt, title: `${requester.name} asked`, detail: when(createdAt) },
    {
      key: "decided",
      at: createdAt,
      title: said,
      detail: rule,
      ...(decision.outcome === "deny" ? { state: "danger" as const } : {}),
    },
  ];
};

const voteSteps = ({ votes, status, decidedAt }: ShownRequestView): readonly Dated[] => [
  ...votes.map(({ id, vote, voter, for: of, counts, comment, durationSeconds, createdAt }): Dated => ({
    key: id,
    at: createdAt,
    title: `${of === null ? voter.name : `${voter.name}, for ${of.name},`} ${vote === "approve" ? "approved" : "denied"}${durationSeconds === null ? "" : ` for ${formatDuration(durationSeconds)}`}`,
    detail: (
      <>
        {when(createdAt)}
        {comment === null ? null : <> · “{comment}”</>}
        {counts ? null : " · no longer counts"}
      </>
    ),
    ...(vote === "deny" ? { state: "danger" as const } : {}),
  })),
  ...(status === "cancelled" && decidedAt !== null
    ? [{ key: "cancelled", at: decidedAt, title: "Cancelled", detail: when(decidedAt) }]
    : []),
];

const openSteps = ({ status, decision, progress, lapsesAt }: ShownRequestView): readonly Dated[] => {
  if (status === "lapsed")
    return [{ key: "lapsed", at: lapsesAt, title: "Lapsed: nobody decided", detail: when(lapsesAt), state: "waning" }];
  if (status !== "pending") return [];
  return decision.stages
    .filter(({ index }) => !progress[index]?.passed)
    .map((stage): Dated => ({
      key: `stage-${stage.index}`,
      at: null,
      title: `${stageWords(stage)} must approve${stage.open ? "" : ", after the others"}`,
      detail: (
        <>
          {standInWords(stage.standIns)}
          {stage.escalated ? "brought in by silence · " : null}
          {stage.open && !stage.escalated && stage.escalatesAt !== null ? (
            <>
              others are asked <Time at={stage.escalatesAt} show="relative" /> ·{" "}
            </>
          ) : null}
          lapses <Time at={lapsesAt} show="relative" />
        </>
      ),
    }));
};

/** "Ben votes for Ana · " */
const standInWords = (standIns: ShownRequestView["decision"]["stages"][number]["standIns"]): string =>
  standIns.map((pair) => `${pair.by.name} votes for ${pair.for.name} · `).join("");

const grantSteps = (grant: ShownGrant, isOneOfMany: boolean): readonly Dated[] => {
  const { id, status, entitlement, scheduledFor, startsAt, readyAt, expiresAt, endedAt, provedAt, endReason, account } =
    grant;
  const titled = (text: string) =>
    isOneOfMany ? `${entitlement.name}: ${text}` : `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
  const steps: (Dated | null)[] = [
    scheduledFor === null || (endedAt !== null && Date.parse(endedAt) < Date.parse(scheduledFor))
      ? null
      : {
          key: `${id}-scheduled`,
          at: scheduledFor,
          title: titled("start that was asked for"),
          detail: when(scheduledFor),
        },
    status === "activating" && startsAt !== null
      ? {
          key: `${id}-activating`,
          at: startsAt,
          title: titled("being made at the target"),
          detail: when(startsAt),
          state: "now",
        }
      : null,
    readyAt === null
      ? null
      : {
          key: `${id}-ready`,
          at: readyAt,
          title: titled("ready, read back from the target"),
          detail: (
            <>
              {when(readyAt)} · <code className="font-mono">{account}</code>
            </>
          ),
          ...(status === "active" ? { state: "now" as const } : {}),
        },
    grant.credentialRevealedAt === null
      ? null
      : {
          key: `${id}-revealed`,
          at: grant.credentialRevealedAt,
          title: titled("password shown to the holder"),
          detail: when(grant.credentialRevealedAt),
        },
    status === "active" && expiresAt !== null
      ? { key: `${id}-expires`, at: null, title: titled(endWords(grant)), detail: when(expiresAt) }
      : null,
    status === "ending"
      ? {
          key: `${id}-ending`,
          at: null,
          title: titled("being removed at the target"),
          detail: endReason && endReasonWords[endReason],
        }
      : null,
    status === "ended" && endedAt !== null
      ? {
          key: `${id}-ended`,
          at: endedAt,
          title: titled(`ended${endReason === null ? "" : `: ${endReasonWords[endReason]}`}`),
          detail: (
            <>
              {when(endedAt)}
              {isConfirmed(grant) ? " · confirmed by the target" : null}
            </>
          ),
        }
      : null,
    provedAt === null
      ? null
      : {
          key: `${id}-proved`,
          at: provedAt,
          title: titled("its end was proved after all"),
          detail: <>{when(provedAt)} · confirmed by the target</>,
        },
  ];
  return steps.filter((step) => step !== null);
};

/** What never began left nothing to confirm, and what nobody could ask any more was never confirmed. */
const isConfirmed = ({ startsAt, endReason }: ShownGrant): boolean => startsAt !== null && endReason !== "unverified";

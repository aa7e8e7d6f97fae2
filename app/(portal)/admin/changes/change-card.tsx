import { Time } from "#components/clock/time.tsx";
import { Card } from "#components/ui/card.tsx";
import { Chip } from "#components/ui/chip.tsx";
import { DefinitionList } from "#components/ui/definition-list.tsx";
import type { Change, ChangeDetail } from "./change-detail.ts";
import { ChangeEffects } from "./change-effects.tsx";
import { ChangeNotes } from "./change-notes.tsx";
import { DecideChange } from "./decide-change.tsx";
import { StaleChange } from "./stale-change.tsx";
import { WithdrawChange } from "./withdraw-change.tsx";
import { DiffView } from "#components/diff/diff-view.tsx";

const kinds = {
  policy: "Policy",
  target: "Target",
  entitlement: "Entitlement",
  bundle: "Bundle",
  owner: "Owner of a resource",
  group: "Group",
  person: "Person",
  tags: "Tags of a resource",
  mapping: "Entitlement at its target",
  settings: "Settings of a target",
  schedule: "On-call schedule",
  account: "Whose login is whose",
  known: "Access let stand without a grant",
  retirement: "Retirement",
  unverified: "Retirement without proof",
  erasure: "Erasure of a person",
  retention: "How long personal data is kept",
} as const satisfies Record<Change["kind"], string>;

const looks = {
  proposed: { tone: "accent", word: "waits" },
  applied: { tone: "live", word: "in force" },
  rejected: { tone: "danger", word: "rejected" },
  withdrawn: { tone: "neutral", word: "withdrawn" },
} as const satisfies Record<Change["status"], unknown>;

const decisions = { proposed: "", applied: "approved", rejected: "rejected", withdrawn: "withdrawn" } as const;

interface ChangeCardProps {
  change: Change;
  detail: ChangeDetail;
  isOpen: boolean;
  /** Whether what it would do is shown without being asked for. */
  showsEffects: boolean;
  opensRequests: boolean;
}

export function ChangeCard({ change, detail, isOpen, showsEffects, opensRequests }: ChangeCardProps) {
  const { summary, kind, subject, author, createdAt, status, decidedBy, decidedAt, reason, mayDecide } = change;
  const { tone, word } = looks[status];
  return (
    <Card data-row="" className="grid gap-3 p-4">
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-1">
        <div className="min-w-0">
          <h3 className="font-semibold">{summary}</h3>
          <p className="text-xs text-muted">
            {kinds[kind]}
            {subject === null ? null : <> · {subject.name}</>} · proposed by {author.name} <Time at={createdAt} />
            {decidedBy === null || decidedAt === null ? null : (
              <>
                {" · "}
                {decisions[status]} by {decidedBy.name} <Time at={decidedAt} />
              </>
            )}
          </p>
          {reason === null ? null : <p className="mt-1 text-muted">“{reason}”</p>}
        </div>
        <Chip tone={tone}>{word}</Chip>
      </div>
      <details open={isOpen}>
        <summary className="w-fit text-xs font-medium text-muted">What it changes</summary>
        <div className="mt-2">
          {detail.kind === "diff" ? (
            <DiffView parts={detail.parts} against={detail.against} />
          ) : (
            <DefinitionList
              items={detail.facts.map(({ term, value, code }) => ({
                term,
                value: code ? <code className="font-mono text-xs break-all whitespace-pre-wrap">{value}</code> : value,
              }))}
            />
          )}
        </div>
      </details>
      {status === "proposed" && !change.isStale ? (
        <ChangeEffects change={change} isOpen={showsEffects} opensRequests={opensRequests} />
      ) : null}
      <ChangeNotes change={change} />
      {change.isStale ? <StaleChange change={change} /> : null}
      {change.mayWithdraw ? <WithdrawChange change={change} /> : null}
      {mayDecide ? <DecideChange change={change} /> : null}
      {status === "proposed" && !change.mayApprove && !change.isStale ? (
        <p className="text-xs text-muted">{whoApproves(change)}</p>
      ) : null}
    </Card>
  );
}

/** Why the reader cannot approve it, and who can. */
const whoApproves = ({ gains, mayDecide, author }: Change): string => {
  if (gains && mayDecide) return "You would gain by it, so another reviewer approves it.";
  if (mayDecide) return "Only an administrator may accept that nobody will know.";
  return `A reviewer other than ${author.name}, and other than whoever gains by it, decides.`;
};

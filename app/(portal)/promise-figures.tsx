import { Time } from "#components/clock/time.tsx";
import { cn } from "#components/cn.ts";
import { Section } from "#components/ui/section.tsx";
import { SignalList, type Signal } from "#components/ui/signal-list.tsx";
import { Stat } from "#components/ui/stat.tsx";
import { clocksWorryMs } from "#core/domain/clock/clock-spread.ts";
import { revocationObjectiveMs } from "#core/domain/grant/revocation-objective.ts";
import { formatValue } from "#core/domain/report/format-value.ts";
import type { Frame } from "#core/usecases/overview/read-frame.ts";
import type { Home } from "#core/usecases/overview/read-home.ts";
import type { Serialised } from "#server/serialise.ts";
import { budgetWords, endedWords } from "./objective.ts";

interface PromiseFiguresProps {
  frame: Serialised<Frame>;
  revocation: Serialised<Home["revocation"]>;
  unverified: number;
  reconcilerAt: string | null;
}

/** Whether this portal keeps its word: how fast access ends, who watches it, and what the record can prove so far. */
export function PromiseFigures({ frame, revocation, unverified, reconcilerAt }: PromiseFiguresProps) {
  const { overdue, silent, state } = frame.revocation;
  const budget = revocation?.budget ?? null;
  const objective = `objective: 99 of 100 within ${revocationObjectiveMs / 1000} s, over 30 days`;
  const signals: readonly Signal[] = [
    {
      key: "revoker",
      kind: silent ? "conflict" : "fine",
      text:
        reconcilerAt === null ? (
          "The revoker has never been heard of."
        ) : (
          <>
            The revoker was heard <Time at={reconcilerAt} show="since" /> ago.
          </>
        ),
    },
    {
      key: "overdue",
      kind: overdue > 0 ? "conflict" : "fine",
      text: overdue > 0 ? `${overdue} should be gone and ${overdue === 1 ? "is" : "are"} not.` : "Nothing is overdue.",
    },
    ...(unverified > 0
      ? [
          {
            key: "unverified",
            kind: "conflict" as const,
            text: `${unverified} ${unverified === 1 ? "end was" : "ends were"} never proved: the target was retired first.`,
          },
        ]
      : []),
    ...(frame.clocks.spreadMs !== null && frame.clocks.spreadMs > clocksWorryMs
      ? [
          {
            key: "clocks",
            kind: "conflict" as const,
            text: `The nodes of the database disagree on the time by ${frame.clocks.spreadMs} ms.`,
          },
        ]
      : []),
    {
      key: "witness",
      kind: frame.record.trouble ? "conflict" : frame.record.independentlyWitnessed ? "fine" : "note",
      text: frame.record.trouble
        ? "The record is not being signed."
        : frame.record.independentlyWitnessed
          ? "The record is signed, and a witness on another machine signs it too."
          : "The record is signed by this portal. It is not independently witnessed yet.",
    },
  ];
  return (
    <aside aria-label="Does access end when it should?" className="grid content-start gap-7">
      <Section title="Does access end when it should?">
        <Stat
          label="Confirmed gone, 99 of 100"
          value={endedWords(revocation)}
          detail={objective}
          tone={budget === null ? undefined : state === "broken" ? "danger" : state === "at-risk" ? "waning" : "live"}
        />
        {revocation && budget ? (
          <dl className="mt-4 grid grid-cols-2 gap-x-4 gap-y-3">
            <Figure label="Half within" value={spanWords(revocation.p50Ms)} />
            <Figure label="At worst" value={spanWords(revocation.maxMs)} />
            <Figure label="Missed" value={`${budget.missed} of ${revocation.count}`} />
            <Figure
              label="Error budget left"
              value={budgetWords(budget)}
              tone={budget.spent > 1 ? "text-danger" : undefined}
            />
          </dl>
        ) : null}
        <SignalList signals={signals} className="mt-4 border-t pt-3" />
      </Section>
    </aside>
  );
}

const spanWords = (ms: number | null): string => (ms === null ? "none confirmed" : formatValue("ms", ms));

function Figure({ label, value, tone }: { label: string; value: string; tone?: string | undefined }) {
  return (
    <div>
      <dt className="text-xs text-muted">{label}</dt>
      <dd className={cn("font-medium", tone)}>{value}</dd>
    </div>
  );
}

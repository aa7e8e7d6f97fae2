import { Time } from "#components/clock/time.tsx";
import { Section } from "#components/ui/section.tsx";
import { SignalList, type Signal } from "#components/ui/signal-list.tsx";
import { Stat } from "#components/ui/stat.tsx";
import { revocationObjectiveMs } from "#core/domain/grant/revocation-objective.ts";
import type { Frame } from "#core/usecases/overview/read-frame.ts";
import type { Home } from "#core/usecases/overview/read-home.ts";
import type { Serialised } from "#server/serialise.ts";
import { lagWords } from "./objective.ts";

interface PromiseFiguresProps {
  frame: Serialised<Frame>;
  revocation: Serialised<Home["revocation"]>;
  reconcilerAt: string | null;
}

/** Whether this portal keeps its word: how fast access ends, who watches it, and what the record can prove so far. */
export function PromiseFigures({ frame, revocation, reconcilerAt }: PromiseFiguresProps) {
  const { overdue, silent, state } = frame.revocation;
  const p99Ms = revocation?.p99Ms ?? null;
  const objective = `objective ${revocationObjectiveMs / 1000} s`;
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
      text: overdue > 0 ? `${overdue} should be gone and are not.` : "Nothing is overdue.",
    },
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
          value={p99Ms === null ? "Nothing ended yet" : `Within ${lagWords(p99Ms)}`}
          detail={revocation ? `${objective} · ${revocation.count} in the last 30 days` : objective}
          tone={p99Ms === null ? undefined : state === "broken" ? "danger" : state === "at-risk" ? "waning" : "live"}
        />
        <SignalList signals={signals} className="mt-4 border-t pt-3" />
      </Section>
    </aside>
  );
}

import { Time } from "#components/clock/time.tsx";
import { residualWords } from "#components/target/residual-words.ts";
import { TargetHealth } from "#components/target/target-health.tsx";
import { Card } from "#components/ui/card.tsx";
import { DefinitionList } from "#components/ui/definition-list.tsx";
import { Verdict } from "#components/ui/verdict.tsx";
import type { TargetDetail } from "#core/usecases/targets/read-target.ts";
import type { Serialised } from "#server/serialise.ts";
import { shownSetting } from "./shown-setting.ts";

const neverSeen = { seenAt: null, failedAt: null, error: null, clockOffsetMs: null };

/** How the target is, what it promises, and how it is reached. Its secret is write-only and not in here. */
export function TargetFacts({ target }: { target: Serialised<TargetDetail> }) {
  const { health, residualBound, overdue } = target;
  const { seenAt, failedAt, error, clockOffsetMs } = health ?? neverSeen;
  return (
    <div className="grid gap-4">
      {overdue > 0 ? (
        <Verdict
          kind="danger"
          title={`${overdue === 1 ? "1 access" : `${overdue} accesses`} should be gone and may still be there`}
        >
          Nothing new is granted here until the target confirms that it is gone. The portal retries for ever.
        </Verdict>
      ) : null}
      {target.retiringAt === null ? null : (
        <Verdict
          kind="waning"
          title={target.retiredAt === null ? "This target is being retired" : "This target is retired"}
        >
          {target.retiredAt === null
            ? "Nothing is granted here any more. It is retired when the target has confirmed the end of the last grant."
            : `Nothing is granted here any more.${unprovedWords(target.unproved)}`}
        </Verdict>
      )}
      <div className="grid gap-4 lg:grid-cols-2">
        <Card className="p-4">
          <DefinitionList
            items={[
              { term: "Health", value: <TargetHealth health={health} overdue={overdue} /> },
              {
                term: "Last proof",
                value: seenAt === null ? "none yet" : <Time at={seenAt} show="exact" />,
              },
              ...(error === null || failedAt === null
                ? []
                : [
                    {
                      term: "Last failure",
                      value: (
                        <>
                          <Time at={failedAt} show="exact" />
                          <span className="block text-xs break-words text-muted">{error}</span>
                        </>
                      ),
                    },
                  ]),
              { term: "Its clock", value: clockWords(clockOffsetMs) },
              { term: "Live grants", value: target.liveGrants },
              {
                term: "Outlives removal",
                value: (
                  <>
                    {residualWords(residualBound)}
                    {residualBound === null ? null : (
                      <span className="block text-xs text-muted">{residualBound.why}</span>
                    )}
                  </>
                ),
              },
            ]}
          />
        </Card>
        <Card className="p-4">
          <DefinitionList
            items={[
              { term: "Kind", value: target.title },
              { term: "What it is", value: target.description },
              { term: "Since", value: <Time at={target.createdAt} /> },
              ...Object.entries(target.settings)
                .map(shownSetting)
                .map(({ term, value }) => ({
                  term,
                  value: <code className="font-mono text-xs break-all">{value}</code>,
                })),
              { term: "Access without a grant", value: driftWords[target.driftMode] },
              { term: "Secret", value: "sealed" },
            ]}
          />
        </Card>
      </div>
    </div>
  );
}

/** What is still looked for at a target that was given up. */
const unprovedWords = (count: number): string =>
  count === 0
    ? ""
    : ` ${count === 1 ? "1 end" : `${count} ends`} here ${count === 1 ? "is" : "are"} not proved: the portal looks again every hour, and records and removes what it finds.`;

const driftWords = {
  report: "shown here, and left where it is",
  enforce: "shown here, and taken away",
} as const;

/** A target whose clock is more than 2 s off gets no new grants (domain rule 3). */
const clockWords = (offsetMs: number | null): string => {
  if (offsetMs === null) return "not measured yet";
  const away = Math.abs(offsetMs) / 1000;
  if (away < 0.05) return "agrees with ours";
  return `${away.toFixed(1)} s ${offsetMs > 0 ? "ahead of" : "behind"} ours${away > 2 ? ": no new grants here" : ""}`;
};

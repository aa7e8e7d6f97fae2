import { Time } from "#components/clock/time.tsx";
import { erasureWords, groundWords, retentionWords } from "#components/sentences/erasure.ts";
import { Card, CardRow } from "#components/ui/card.tsx";
import { Section } from "#components/ui/section.tsx";
import type { KeptView } from "#core/usecases/retention/read-kept.ts";
import type { Serialised } from "#server/serialise.ts";
import { ProposeRetention } from "./propose-retention.tsx";

type Kept = Serialised<KeptView>;

/** For how long words and addresses are kept, and whose are being erased or were. */
export function PersonalDataSection({ kept, mayPropose }: { kept: Kept; mayPropose: boolean }) {
  const { classes, erasures, mayErase } = kept;
  return (
    <Section title="Personal data" end={mayPropose ? <ProposeRetention classes={classes} /> : null}>
      {mayErase ? null : (
        <p className="mb-3 rounded-lg border border-waning/35 bg-waning-soft px-4 py-3 text-waning">
          This process may erase nothing: LAPSE_ERASE_URL is not set. What is to be erased waits for one that may.
        </p>
      )}
      <Card>
        {classes.map(({ id, days, sweep }) => (
          <CardRow key={id} className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-0.5">
            <div className="min-w-0">
              <p className="font-medium">{retentionWords[id].title}</p>
              <p className="text-xs text-muted">{retentionWords[id].what}</p>
            </div>
            <div className="sm:text-right">
              <p className={days === null ? "text-muted" : "tabular-nums"}>
                {days === null ? "kept for ever" : `kept for ${days} days`}
              </p>
              {sweep === null ? null : (
                <p className="text-xs text-muted">
                  {sweep.finishedAt === null ? (
                    "the first sweep is under way"
                  ) : (
                    <>
                      swept <Time at={sweep.finishedAt} show="relative" />, {sweep.values + sweep.rows} erased
                    </>
                  )}
                </p>
              )}
            </div>
          </CardRow>
        ))}
        {erasures.map(({ person, status, because, approvedAt, doneAt, values }) => (
          <CardRow key={person.id} className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-0.5">
            <div className="min-w-0">
              <p className="font-medium">{person.name}</p>
              <p className="text-xs text-muted">
                {groundWords[because]} · approved <Time at={approvedAt} />
              </p>
            </div>
            <p className={status === "done" ? "text-muted" : "text-waning"}>
              {erasureWords[status]}
              {doneAt === null ? null : (
                <>
                  {" "}
                  <Time at={doneAt} />, {values} {values === 1 ? "value" : "values"} of the record
                </>
              )}
            </p>
          </CardRow>
        ))}
      </Card>
    </Section>
  );
}

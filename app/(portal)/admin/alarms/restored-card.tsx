import { Time } from "#components/clock/time.tsx";
import { Card } from "#components/ui/card.tsx";
import { Section } from "#components/ui/section.tsx";
import type { RestoreView } from "#core/usecases/restore/read-restore.ts";
import type { Serialised } from "#server/serialise.ts";
import { AcknowledgeRestore } from "./acknowledge-restore.tsx";

interface RestoredCardProps {
  restore: Serialised<RestoreView>;
  mayAcknowledge: boolean;
}

/** What happened, what the portal did about it by itself, and what people still must do. Only while it is so. */
export function RestoredCard({ restore: { restored, foundAt, trouble, ending }, mayAcknowledge }: RestoredCardProps) {
  if (!restored || foundAt === null) return null;
  return (
    <Section title="This database is a copy">
      <Card className="grid gap-4 p-4">
        <p className="text-muted">
          <Time at={foundAt} show="day-time" />: a witness of the record has seen{" "}
          {trouble === "forked" ? "another record" : "more"} than this database has, so it was restored or copied. All
          access that it knew of is ended, and whatever else bears this portal&rsquo;s mark at a target is found by the
          comparisons and removed.
        </p>
        <ol className="grid list-decimal gap-1.5 pl-5">
          <li>
            {ending === 0
              ? "Every access that it knew of is confirmed to be gone."
              : `${ending === 1 ? "One access is" : `${ending} accesses are`} not confirmed to be gone yet.`}
          </li>
          <li>
            {trouble === null
              ? "No witness contradicts its record any more."
              : "Its record is contradicted: begin a new log for it, with a log key of another name, and start the portal again."}
          </li>
          <li>An administrator says that the portal goes on from this copy. Until then it gives nothing to anybody.</li>
        </ol>
        {mayAcknowledge ? <AcknowledgeRestore contested={trouble !== null} /> : null}
      </Card>
    </Section>
  );
}

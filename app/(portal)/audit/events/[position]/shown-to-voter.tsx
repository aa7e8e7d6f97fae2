import Link from "next/link";
import { Time } from "#components/clock/time.tsx";
import { Section } from "#components/ui/section.tsx";
import { Verdict } from "#components/ui/verdict.tsx";
import type { ShownToVoter as Shown } from "#core/usecases/audit/shown-to-voter.ts";
import type { Serialised } from "#server/serialise.ts";

/** What a vote was cast on: a vote carries the digest of what its voter was shown, and so does the event that fixed it. */
export function ShownToVoter({ shown: { position, at, policyNumber } }: { shown: Serialised<Shown> }) {
  return (
    <Section title="What the voter was shown">
      {position === null || at === null ? (
        <Verdict kind="danger" title="Nothing that this record has">
          The vote carries a digest that no event before it fixed. One of the two was altered.
        </Verdict>
      ) : (
        <Verdict kind="live" title={`The request under policy version ${policyNumber ?? "?"}`}>
          As{" "}
          <Link href={`/audit/events/${position}`} className="text-accent underline underline-offset-2">
            event {position}
          </Link>{" "}
          fixed it <Time at={at} show="exact" />: both carry the same digest of the request, its entitlements and the
          policy. A vote on anything else would have been refused as stale.
        </Verdict>
      )}
    </Section>
  );
}

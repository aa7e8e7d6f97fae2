import { Time } from "#components/clock/time.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { DefinitionList } from "#components/ui/definition-list.tsx";
import { Section } from "#components/ui/section.tsx";
import { formatDuration } from "#core/domain/policy/format-duration.ts";
import type { ShownRequestView } from "./query.ts";

/** What was asked, as it is on record. */
export function RequestFacts({ request }: { request: ShownRequestView }) {
  const { id, durationSeconds, ticket, startsAt, entitlements, decision } = request;
  return (
    <Section title="On record">
      <DefinitionList
        items={[
          { term: "For", value: formatDuration(durationSeconds) },
          ...(startsAt === null ? [] : [{ term: "Start", value: <Time at={startsAt} /> }]),
          ...(ticket === null ? [] : [{ term: "Ticket", value: ticket }]),
          { term: "Entitlements", value: entitlements.map(({ name }) => name).join(", ") },
          { term: "Policy", value: `version ${decision.policyVersion}` },
          {
            term: "Request",
            value: (
              <span className="flex items-start gap-1">
                <code className="min-w-0 font-mono text-xs break-all">{id}</code>
                <CopyButton text={id} label="Copy the request's id" className="-my-1" />
              </span>
            ),
          },
        ]}
      />
    </Section>
  );
}

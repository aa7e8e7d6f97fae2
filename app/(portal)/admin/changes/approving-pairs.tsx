import { Card, CardRow } from "#components/ui/card.tsx";
import { Section } from "#components/ui/section.tsx";
import type { ApprovingPairView } from "#core/usecases/changes/list-approving-pairs.ts";

/** Who approves whom and the other way round: no proof of anything, and worth a look. */
export function ApprovingPairs({ pairs }: { pairs: readonly ApprovingPairView[] }) {
  return (
    <Section title="Pairs who approve each other" end="requests and changes of the last 90 days">
      <Card>
        {pairs.map(({ one, other, times }) => (
          <CardRow key={`${one.id} ${other.id}`} className="flex flex-wrap justify-between gap-x-4">
            <span>
              {one.name} and {other.name}
            </span>
            <span className="text-muted">{times === 1 ? "once each way" : `${times} times each way`}</span>
          </CardRow>
        ))}
      </Card>
    </Section>
  );
}

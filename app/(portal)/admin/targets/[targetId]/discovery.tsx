"use client";

import { useState, useTransition } from "react";
import { answered } from "#components/answered.ts";
import { explainFailure } from "#components/sentences/failure.ts";
import { Button } from "#components/ui/button.tsx";
import { Card, CardRow } from "#components/ui/card.tsx";
import { Chip } from "#components/ui/chip.tsx";
import type { TargetDetail } from "#core/usecases/targets/read-target.ts";
import type { Serialised } from "#server/serialise.ts";
import { discoverTargetAction } from "./actions.ts";
import type { Found, GroupOption } from "./discovered.ts";
import { ProposeEntitlement } from "./propose-entitlement.tsx";

interface DiscoveryProps {
  target: Pick<Serialised<TargetDetail>, "id" | "name" | "items">;
  groups: readonly GroupOption[];
}

/** Asks the target itself. Asking changes nothing; it also says whether the target can be reached. */
export function Discovery({ target, groups }: DiscoveryProps) {
  const [found, setFound] = useState<readonly Found[]>();
  const [refusal, setRefusal] = useState<string>();
  const [chosen, setChosen] = useState<Found | "blank" | null>(null);
  const [pending, start] = useTransition();
  const look = () =>
    start(async () => {
      const answer = await answered(() => discoverTargetAction({ targetId: target.id }));
      setRefusal(answer.ok ? undefined : explainFailure(answer));
      if (answer.ok) setFound(answer.value);
    });
  const known = new Set(target.items.map(({ mapping }) => mappingKey(mapping)));
  return (
    <div className="grid gap-3">
      <div className="flex flex-wrap items-center gap-2">
        <Button onClick={look} pending={pending}>
          {found ? "Look again" : "Look at the target"}
        </Button>
        <Button variant="ghost" onClick={() => setChosen("blank")}>
          Propose an entitlement by hand…
        </Button>
      </div>
      <p role="alert" className="font-medium text-danger empty:hidden">
        {refusal}
      </p>
      {found === undefined ? null : found.length === 0 ? (
        <p className="text-muted">The target answers, and offers nothing that the connector's login may give.</p>
      ) : (
        <Card>
          {found.map((each) => {
            const isKnown = known.has(mappingKey(each.mapping));
            return (
              <CardRow key={mappingKey(each.mapping)} className="flex flex-wrap items-center gap-x-4 gap-y-2">
                <div className="min-w-0 flex-1 basis-56">
                  <p className="font-medium">
                    {each.action} <span className="font-normal text-muted">on {each.resource}</span>
                  </p>
                  <p className="text-xs text-muted">{each.description}</p>
                </div>
                {isKnown ? (
                  <Chip>in the catalogue</Chip>
                ) : (
                  <Button size="sm" onClick={() => setChosen(each)}>
                    Propose…
                  </Button>
                )}
              </CardRow>
            );
          })}
        </Card>
      )}
      {chosen === null ? null : (
        <ProposeEntitlement
          target={target.name}
          found={chosen === "blank" ? null : chosen}
          groups={groups}
          onClose={() => setChosen(null)}
        />
      )}
    </div>
  );
}

/** Two entitlements are the same at the target when role and place agree; what the connector adds by itself does not count. */
const mappingKey = (mapping: Readonly<Record<string, unknown>>): string =>
  JSON.stringify(
    Object.entries(mapping)
      .filter(([, value]) => typeof value === "string")
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  );

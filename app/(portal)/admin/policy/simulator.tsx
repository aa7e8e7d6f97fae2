"use client";

import { useState, useTransition } from "react";
import { answered } from "#components/answered.ts";
import { useClock } from "#components/clock/clock-provider.tsx";
import { instantOfWall } from "#components/clock/wall-time.ts";
import type { PickOption } from "#components/pick/pick-option.ts";
import { SearchPick } from "#components/pick/search-pick.tsx";
import { explainFailure } from "#components/sentences/failure.ts";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import { findPeopleAction, searchEntitlementsAction, simulatePolicyAction } from "./actions.ts";
import { SimulationResult, type ShownSimulation } from "./simulation-result.tsx";

const people = async (q: string): Promise<readonly PickOption[]> => {
  const answer = await findPeopleAction({ q });
  if (!answer.ok) throw new Error(answer.code);
  return answer.value;
};
const entitlements = async (q: string): Promise<readonly PickOption[]> => {
  const answer = await searchEntitlementsAction({ q, limit: 20 });
  if (!answer.ok) throw new Error(answer.code);
  return answer.value.items.map(({ id, name, target }) => ({ id, name, detail: target.name }));
};

const spans = [
  { value: "900", label: "15m" },
  { value: "3600", label: "1h" },
  { value: "14400", label: "4h" },
  { value: "28800", label: "8h" },
];

/** Who asks for what, for how long, when: and what this text would answer, rule by rule. */
export function Simulator({ document, disabled }: { document: string; disabled: boolean }) {
  const { timeZone } = useClock();
  const [requester, setRequester] = useState<PickOption | null>(null);
  const [entitlement, setEntitlement] = useState<PickOption | null>(null);
  const [seconds, setSeconds] = useState("3600");
  const [ticket, setTicket] = useState("");
  const [at, setAt] = useState("");
  const [shown, setShown] = useState<ShownSimulation>();
  const [failure, setFailure] = useState<string>();
  const [pending, start] = useTransition();
  const simulate = () =>
    start(async () => {
      if (!requester || !entitlement) return;
      const instant = at === "" ? null : instantOfWall(at, timeZone);
      const answer = await answered(() =>
        simulatePolicyAction({
          document,
          requesterId: requester.id,
          entitlementId: entitlement.id,
          durationSeconds: Number(seconds),
          ...(ticket.trim() === "" ? {} : { ticket }),
          ...(instant === null ? {} : { at: new Date(instant).toISOString() }),
        }),
      );
      setFailure(answer.ok ? undefined : explainFailure(answer));
      setShown(answer.ok ? answer.value : undefined);
    });
  return (
    <div className="grid gap-3">
      <SearchPick label="Who asks?" none="Choose a person" value={requester} onPick={setRequester} search={people} />
      <SearchPick
        label="For what?"
        none="Choose an entitlement"
        value={entitlement}
        onPick={setEntitlement}
        search={entitlements}
      />
      <Segmented
        name="simulate-for"
        label="For how long?"
        segments={spans}
        value={seconds}
        onValueChange={setSeconds}
      />
      <Field label="Ticket" optional>
        {(wiring) => (
          <Input {...wiring} value={ticket} maxLength={200} onChange={(event) => setTicket(event.target.value)} />
        )}
      </Field>
      <Field label="When" optional hint={`Your time (${timeZone}). Empty: now.`}>
        {(wiring) => (
          <Input {...wiring} type="datetime-local" value={at} onChange={(event) => setAt(event.target.value)} />
        )}
      </Field>
      <div>
        <Button
          size="sm"
          pending={pending}
          disabled={disabled || requester === null || entitlement === null}
          onClick={simulate}
        >
          What would it answer?
        </Button>
      </div>
      <p role="alert" className="font-medium text-danger empty:hidden">
        {failure}
      </p>
      {shown === undefined ? null : <SimulationResult simulation={shown} />}
    </div>
  );
}

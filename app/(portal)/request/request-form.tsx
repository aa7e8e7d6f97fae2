"use client";

import { CalendarClock, Siren, Ticket, UserRound } from "lucide-react";
import { useRouter } from "next/navigation";
import { type ReactNode, useEffect, useRef, useState, useTransition } from "react";
import { useClock } from "#components/clock/clock-provider.tsx";
import { instantOfWall, wallTime } from "#components/clock/wall-time.ts";
import { useNow } from "#components/clock/use-now.ts";
import type { ShownEntitlement } from "#components/entitlement-place.ts";
import { withStepUp } from "#components/step-up/confirm-step-up.ts";
import { explainWithHelp } from "#components/step-up/explain-failure.tsx";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import { mostJustification } from "#core/domain/request/justification.ts";
import { submitRequestAction } from "./actions.ts";
import type { Bundle } from "./bundle-buttons.tsx";
import { catalogueDecision, wantsTicket } from "./catalogue-decision.ts";
import { choiceOf } from "./chosen-duration.ts";
import { ColleagueField } from "./colleague-field.tsx";
import { DurationField } from "./duration-field.tsx";
import { EmergencyBox } from "./emergency-box.tsx";
import { EntitlementField } from "./entitlement-field.tsx";
import {
  askedOf,
  choose,
  chooseAll,
  emergencyForm,
  emptyForm,
  formSeconds,
  type FormProblems,
  type FormState,
  previewedOf,
  recalledForm,
} from "./form-state.ts";
import { NarrowVerdict, PreviewPanel } from "./preview-panel.tsx";
import type { Recall } from "./recall.ts";
import { StartField } from "./start-field.tsx";
import { type ShownCatalogue, useCatalogue } from "./use-catalogue.ts";
import { usePreview } from "./use-preview.ts";

interface RequestFormProps {
  catalogue: ShownCatalogue;
  q: string;
  bundles: readonly Bundle[];
  recalls: readonly Recall[];
  recalled: Recall | null;
  chosen: readonly ShownEntitlement[];
}

const minuteMs = 60_000;
const longerSeconds = 8 * 3600;

/** Asks for access. Beside the form stands, at every moment, what would happen if it were sent as it is. */
export function RequestForm({ catalogue, bundles, q: firstQ, recalls, recalled, chosen }: RequestFormProps) {
  const router = useRouter();
  const { timeZone } = useClock();
  const [q, setQ] = useState(firstQ);
  const [form, setForm] = useState<FormState>(() => (recalled ? recalledForm(recalled) : emptyForm(chosen)));
  const [problems, setProblems] = useState<FormProblems>({});
  const [failure, setFailure] = useState<ReactNode>();
  const [pending, start] = useTransition();
  const why = useRef<HTMLTextAreaElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const change = (changes: Partial<FormState>) => {
    setForm((before) => ({ ...before, ...changes }));
    setProblems({});
  };

  // The next full minute: an end by the clock is then asked for a moment too short rather than too long.
  const nowMs = useNow(minuteMs) + minuteMs;
  const fromMs = (form.start === null ? null : instantOfWall(form.start, timeZone)) ?? nowMs;
  const seconds = formSeconds(form, nowMs, timeZone);
  const asked = previewedOf(form, nowMs, timeZone);
  const { person, start: startProblem } = askedOf(form, nowMs, timeZone).problems ?? {};
  const preview = usePreview(asked);
  const {
    entries,
    total,
    more,
    failure: searchFailure,
    setFavourite,
  } = useCatalogue(catalogue, {
    q,
    durationSeconds: seconds ?? 3600,
    justification: form.justification.trim(),
    ticket: form.ticket,
  });
  const [only] = form.chosen;
  const isPlain = form.chosen.length === 1 && !form.isForOther && !form.isEmergency;
  const entry = isPlain ? entries.find(({ id }) => id === only?.id) : undefined;
  const decision = preview.decision ?? (entry && preview.failure === null ? catalogueDecision(entry) : null);
  const isWorthLonger = decision?.outcome === "auto-approve" && seconds !== null && seconds < longerSeconds;
  const longer = usePreview(asked && isWorthLonger ? { ...asked, durationSeconds: longerSeconds } : null);
  const hasTicket = form.hasTicket || (decision !== null && wantsTicket(decision));

  const outlook = {
    closed: preview.closed,
    isEmergency: form.isEmergency,
    decision,
    seconds,
    startsAt: form.start === null ? null : new Date(fromMs).toISOString(),
    endsAt: seconds === null ? null : new Date(fromMs + seconds * 1000).toISOString(),
    holder: form.forPerson?.name ?? null,
    onDuration: (wanted: number) => change({ duration: choiceOf(wanted) }),
  };

  const recall = (wish: Recall) => {
    setForm(recalledForm(wish));
    setProblems({});
    why.current?.focus();
  };
  const submit = () => {
    if (pending) return;
    const ready = askedOf(form, nowMs, timeZone);
    setProblems(ready.problems ?? {});
    setFailure(undefined);
    if (ready.asked === null) {
      if (ready.problems.entitlements !== undefined) document.getElementById("search")?.focus();
      else if (ready.problems.justification !== undefined) why.current?.focus();
      return;
    }
    const { asked: sent } = ready;
    start(async () => {
      // Where nobody else decides, whoever asks may have to confirm.
      const isAlone = form.isEmergency || (decision?.outcome === "auto-approve" && decision.stepUp);
      const answer = await withStepUp({ purpose: "request", wish: sent }, isAlone, (stepUp) =>
        submitRequestAction({ ...sent, ...(stepUp ? { stepUp } : {}) }),
      );
      if (answer.ok) router.push(`/requests/${answer.value.id}`);
      else setFailure(explainWithHelp(answer));
    });
  };
  const submitByKey = useRef(submit);
  useEffect(() => {
    submitByKey.current = submit;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "Enter" || !(event.metaKey || event.ctrlKey)) return;
      event.preventDefault();
      submitByKey.current();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);

  return (
    <div className="grid flex-1 lg:grid-cols-[minmax(0,60rem)_minmax(23.25rem,1fr)]">
      <form
        aria-label="Request access"
        className="grid w-full max-w-3xl content-start gap-5 p-4 sm:p-6"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <EntitlementField
          {...{ q, entries, total, setFavourite, bundles, recalls, list }}
          failure={searchFailure}
          onSearch={setQ}
          onMore={more}
          onBundle={({ entitlements }) => {
            setForm((before) => chooseAll(before, entitlements));
            setProblems({});
          }}
          chosen={form.chosen}
          several={form.several}
          onSeveral={(several) => change({ several, chosen: several ? form.chosen : form.chosen.slice(0, 1) })}
          onChoose={(entitlement) => {
            setForm((before) => choose(before, entitlement));
            setProblems({});
          }}
          onRecall={recall}
          problem={problems.entitlements}
        />
        <DurationField
          choice={form.duration}
          onChange={(duration) => change({ duration })}
          {...{ fromMs, seconds }}
          isLater={form.start !== null}
          isWaiting={form.start === null && decision?.outcome === "needs-approval"}
          problem={problems.duration}
        />
        <Field label="Why?" hint="Seen by approvers and auditors." error={problems.justification}>
          {(wiring) => (
            <Textarea
              {...wiring}
              ref={why}
              rows={3}
              maxLength={mostJustification}
              value={form.justification}
              placeholder="What you will do, and what it is about"
              onChange={(event) => change({ justification: event.target.value })}
            />
          )}
        </Field>
        {hasTicket ? (
          <Field label="Ticket" optional={decision === null || !wantsTicket(decision)} className="max-w-60">
            {(wiring) => (
              <Input
                {...wiring}
                maxLength={200}
                autoComplete="off"
                placeholder="INC-4812"
                value={form.ticket}
                onChange={(event) => change({ ticket: event.target.value, hasTicket: true })}
              />
            )}
          </Field>
        ) : null}
        {form.start === null ? null : (
          <StartField
            start={form.start}
            nowMs={nowMs}
            onChange={(at) => change({ start: at })}
            onClose={() => change({ start: null })}
            problem={problems.start}
          />
        )}
        {form.isForOther ? (
          <ColleagueField
            chosen={form.forPerson}
            onChoose={(forPerson) => change({ forPerson })}
            onClose={() => change({ isForOther: false, forPerson: null })}
            problem={problems.person}
          />
        ) : null}
        {form.isEmergency ? <EmergencyBox onLeave={() => change({ isEmergency: false })} /> : null}
        <NarrowVerdict {...outlook} />
        <div className="grid gap-2">
          <p role="alert" className="font-medium text-danger empty:hidden">
            {failure}
          </p>
          <div className="flex flex-wrap gap-2">
            <Button type="submit" variant={form.isEmergency ? "destructive" : "primary"} kbd="⌘↵" pending={pending}>
              {form.isEmergency
                ? "Break glass"
                : decision?.outcome === "needs-approval"
                  ? "Ask for approval"
                  : "Get access"}
            </Button>
            {form.start === null && !form.isEmergency ? (
              <Button onClick={() => change({ start: wallTime(nowMs + 60 * minuteMs, timeZone) })}>
                <CalendarClock aria-hidden />
                Start later…
              </Button>
            ) : null}
            {form.isForOther || form.isEmergency ? null : (
              <Button onClick={() => change({ isForOther: true })}>
                <UserRound aria-hidden />
                For someone else…
              </Button>
            )}
            {hasTicket ? null : (
              <Button onClick={() => change({ hasTicket: true })}>
                <Ticket aria-hidden />
                Ticket…
              </Button>
            )}
            {form.isEmergency ? null : (
              <Button variant="ghost" className="ml-auto" onClick={() => setForm(emergencyForm)}>
                <Siren aria-hidden />
                Break glass…
              </Button>
            )}
          </div>
        </div>
      </form>
      <aside
        aria-label="What would happen"
        className="border-l bg-surface p-4 max-lg:border-t max-lg:border-l-0 sm:p-5"
      >
        <div className="max-w-md lg:sticky lg:top-18">
          <PreviewPanel
            {...outlook}
            kinds={form.chosen.map(({ target }) => target.kind)}
            missing={person ?? startProblem ?? null}
            failure={preview.failure}
            longer={
              isWorthLonger && longer.decision && longer.decision.outcome !== "deny"
                ? { seconds: longerSeconds, decision: longer.decision }
                : null
            }
          />
        </div>
      </aside>
    </div>
  );
}

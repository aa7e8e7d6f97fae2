"use client";

import { useQuery } from "@tanstack/react-query";
import { History } from "lucide-react";
import Link from "next/link";
import { useDeferredValue, useEffect, useState } from "react";
import { AuditViews } from "#components/audit/audit-views.tsx";
import { useClock } from "#components/clock/clock-provider.tsx";
import { Time } from "#components/clock/time.tsx";
import { instantOfWall, wallTime } from "#components/clock/wall-time.ts";
import { ExportFiles } from "#components/export-files.tsx";
import { reportFiles } from "#components/report-files.ts";
import { SearchPick } from "#components/pick/search-pick.tsx";
import { PageHeader } from "#components/shell/page-header.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import type { SavedSearch } from "#core/domain/audit/saved-search.ts";
import { AccessTable } from "./access-table.tsx";
import { searchEntitlements } from "../../search-entitlements.ts";
import { type Access, accessAtQuery, type Question, questionText } from "./query.ts";
import { SavedSearches } from "../saved-searches.tsx";
import { searchPeople } from "./search.ts";
import { TimeSlider } from "./time-slider.tsx";

interface AccessAtScreenProps {
  question: Question | null;
  at: string | null;
  searches: readonly SavedSearch[];
}

const questions = [
  { value: "entitlementId", label: "Who had it?" },
  { value: "personId", label: "What could they reach?" },
] as const;

/** The two first questions of an auditor, with time to be moved. The address holds the question, to be sent to somebody. */
export function AccessAtScreen({ question: asked, at: askedAt, searches }: AccessAtScreenProps) {
  const { renderedAtMs, timeZone } = useClock();
  const [nowMs] = useState(renderedAtMs);
  const [about, setAbout] = useState<Question["about"]>(asked?.about ?? "entitlementId");
  const [question, setQuestion] = useState(asked);
  const [atMs, setAtMs] = useState(askedAt === null ? nowMs : Date.parse(askedAt));
  const at = useSettled(new Date(atMs).toISOString());
  useEffect(() => {
    if (question === null) return;
    window.history.replaceState(null, "", `/audit/access-at?${questionText(question, at)}`);
  }, [question, at]);
  const name = useNameOf(question, at);
  return (
    <>
      <PageHeader
        title="Audit"
        actions={
          <>
            <SavedSearches
              searches={searches}
              current={{ view: "access-at", query: question === null ? "" : questionText(question, at) }}
            />
            <ExportFiles
              label="This answer, with what proves it"
              disabled={question === null}
              files={question === null ? [] : reportFiles("/api/v1/audit/access-at/export", questionText(question, at))}
            />
          </>
        }
      />
      <div className="grid w-full max-w-6xl min-w-0 content-start gap-4 p-4 sm:p-6">
        <AuditViews />
        <Card className="grid gap-4 overflow-visible p-4">
          <div className="grid items-end gap-x-4 gap-y-3 md:grid-cols-[auto_minmax(0,1fr)_auto]">
            <Segmented
              name="about"
              label="Question"
              look="joined"
              className="justify-self-start"
              segments={questions}
              value={about}
              onValueChange={(value) => {
                setAbout(value as Question["about"]);
                setQuestion(null);
              }}
            />
            {/* An address names ids alone; the answer knows the name. */}
            <SearchPick
              key={about}
              label={about === "personId" ? "Person" : "Entitlement"}
              none={about === "personId" ? "Choose a person" : "Choose an entitlement"}
              value={question && { ...question, name: name ?? question.name }}
              clearable={false}
              search={about === "personId" ? searchPeople : searchEntitlements}
              onPick={(option) => {
                if (option) setQuestion({ about, id: option.id, name: option.name });
              }}
            />
            <Field label={<span className="sr-only">At</span>} className="[&>p]:hidden">
              {(wiring) => (
                <Input
                  {...wiring}
                  type="datetime-local"
                  value={wallTime(atMs, timeZone)}
                  onChange={(event) => {
                    const instant = instantOfWall(event.target.value, timeZone);
                    if (instant !== null) setAtMs(instant);
                  }}
                />
              )}
            </Field>
          </div>
          <TimeSlider nowMs={nowMs} atMs={atMs} onMove={setAtMs} />
        </Card>
        {question === null ? (
          <EmptyState icon={History} title="Ask about one entitlement, or one person">
            You get every access that may have existed at that instant, from its obligation until the target confirmed
            that it was gone, told from the record alone. What no target ever confirmed stays in the answer, as never
            proved.
          </EmptyState>
        ) : (
          <AnswerFor question={question} at={at} />
        )}
      </div>
    </>
  );
}

/** Follows a value once it has stood still for a moment, so that a moving slider does not ask a hundred times. */
const useSettled = (value: string): string => {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), 120);
    return () => clearTimeout(timer);
  }, [value]);
  return useDeferredValue(settled);
};

/** As the answer has it, once it is that to this question. */
const useNameOf = (question: Question | null, at: string): string | undefined => {
  const asked = question ?? { about: "entitlementId", id: "", name: "" };
  const { data } = useQuery({ ...accessAtQuery(asked, at), enabled: question !== null });
  return data?.about.id === question?.id ? data?.about.name : undefined;
};

function AnswerFor({ question, at }: { question: Question; at: string }) {
  const { timeZone } = useClock();
  const query = useQuery(accessAtQuery(question, at));
  const items = query.data?.items;
  const name = query.data?.about.name ?? question.name;
  const unproved = items?.filter(({ state }) => state === "unverified") ?? [];
  const open = unproved.length;
  const had = (items?.length ?? 0) - open;
  if (query.isError)
    return (
      <p role="alert" className="text-danger">
        The answer could not be loaded. Move the time or choose again; this says nothing about who had access.
      </p>
    );
  return (
    <section aria-label="Answer" aria-busy={query.isFetching} className="grid gap-2.5">
      <h2 className="text-lg font-semibold" aria-live="polite">
        {items === undefined ? "Looking…" : headline({ ...question, name }, had, open)}{" "}
        <Time at={query.data?.at ?? at} show="exact" /> <span className="font-normal text-muted">({timeZone})</span>
      </h2>
      {open > 0 ? <NotProved accesses={unproved} more={had > 0} /> : null}
      {query.data === undefined ? null : <Source agrees={query.data.agrees} />}
      {items === undefined ? null : items.length === 0 ? (
        <EmptyState icon={History} title="Nothing by a grant of this portal" />
      ) : (
        <AccessTable accesses={items} withHolder={question.about === "entitlementId"} />
      )}
    </section>
  );
}

/** What is not counted in the headline, and must not be read as gone. */
function NotProved({ accesses, more }: { accesses: readonly Access[]; more: boolean }) {
  const count = accesses.length;
  const later = accesses.filter(({ goneAt }) => goneAt !== null).length;
  const grants = `${count} ${more ? "more " : ""}${count === 1 ? "grant" : "grants"}`;
  const [it, its] = count === 1 ? ["it was", "its target was"] : ["they were", "their targets were"];
  return (
    <p className="font-medium text-danger">
      {grants} had ended by then, and nobody can tell whether {it} gone: {its} retired before that could be confirmed.
      {later > 0
        ? ` ${later === count ? "That" : `For ${later} of them that`} was confirmed later: “Gone” says when.`
        : null}
    </p>
  );
}

/** Where the answer comes from, whether what it is held against tells the same, and what it cannot know of. */
function Source({ agrees }: { agrees: boolean }) {
  return (
    <>
      {agrees ? null : <Differs />}
      <p className="text-xs text-muted">
        Told from the record alone{agrees ? "; the table of grants tells the same" : null}. Access that was given by
        hand at the target is not in here: what was found of it is in{" "}
        <Link href="/reports/standing-access" className="underline underline-offset-2 hover:text-text">
          Standing and temporary access
        </Link>
        .
      </p>
    </>
  );
}

function Differs() {
  return (
    <p role="alert" className="font-medium text-danger">
      The table of grants tells something else than the record. The record is the evidence: this is what it says.
    </p>
  );
}

const headline = ({ about, name }: Question, count: number, open: number): string => {
  if (count === 0 && open > 0)
    return about === "personId"
      ? `Nothing is known that ${name} could reach at`
      : `Nobody is known to have had ${name} at`;
  const things = count === 0 ? "nothing" : count === 1 ? "1 thing" : `${count} things`;
  if (about === "personId") return `${name} could reach ${things} at`;
  return `${count === 0 ? "Nobody" : count === 1 ? "1 grant" : `${count} grants`} had ${name} at`;
};

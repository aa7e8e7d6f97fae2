import Link from "next/link";
import type { ReactNode } from "react";
import { Time } from "#components/clock/time.tsx";
import { DefinitionList } from "#components/ui/definition-list.tsx";
import { formatDuration } from "#core/domain/policy/format-duration.ts";
import type { ShownEvent } from "./shown-event.ts";
import { viewWords } from "./view-words.ts";

const doors = {
  browser: "in the browser",
  api: "by the API",
  cron: "by the scheduled call",
  ticker: "by itself",
  console: "at the console",
  chat: "in the chat",
} as const satisfies Record<ShownEvent["via"], string>;

/** Everything that an event holds, in words where there are words; and as it stands in the record. */
export function EventContent({ event }: { event: ShownEvent }) {
  const { actor, person, entitlement, requestId, via, correlationId, position, data } = event;
  const items = [
    { term: "By", value: `${actor?.name ?? "Lapse"}, ${doors[via]}` },
    ...(person === null ? [] : [{ term: "About", value: person.name }]),
    ...(entitlement === null ? [] : [{ term: "Entitlement", value: entitlement }]),
    ...(typeof requestId !== "string"
      ? []
      : [
          {
            term: "Request",
            value: (
              <Link href={`/requests/${requestId}`} className="font-mono text-xs break-all text-accent hover:underline">
                {requestId}
              </Link>
            ),
          },
        ]),
    ...Object.entries(data).map(([key, value]) => ({
      term: termOf(key),
      value: key === "view" && typeof value === "string" ? drawnView(value, event) : drawn(value, key),
    })),
    { term: "Position", value: <code className="font-mono text-xs">{position}</code> },
    { term: "Call", value: <code className="font-mono text-xs break-all">{correlationId}</code> },
  ];
  return (
    <div className="grid gap-3">
      <DefinitionList items={items} />
      <details>
        <summary className="w-fit text-xs text-muted">As it stands in the record</summary>
        <pre
          tabIndex={0}
          role="region"
          aria-label="The event as JSON"
          className="scroll-thin mt-2 max-h-72 overflow-auto rounded-md border bg-sunken p-3 font-mono text-xs"
        >
          {JSON.stringify(event, null, 2)}
        </pre>
      </details>
    </div>
  );
}

/** "entitlementIds" → "Entitlement ids", "durationSeconds" → "Duration" */
const termOf = (key: string): string => {
  const words = key
    .replace(/Seconds$/, "")
    .replaceAll(/([a-z])([A-Z])/g, "$1 $2")
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
};

/** What machines compare: an id of ours, or a digest. */
const forMachines = /^([a-z]{3}_[0-9a-z]{26}|[0-9a-f]{64})$/;
const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;

const drawn = (value: unknown, key: string): ReactNode => {
  if (value === null || value === undefined || value === "") return <span className="text-faint">–</span>;
  if (typeof value === "string") return drawnText(value);
  if (typeof value === "number") return key.endsWith("Seconds") ? formatDuration(value) : String(value);
  if (typeof value === "boolean") return value ? "yes" : "no";
  return <code className="font-mono text-xs break-all whitespace-pre-wrap">{JSON.stringify(value)}</code>;
};

/** A reading in words, and the text that stands for it in the record: there are the ids. */
const drawnView = (view: string, { names }: ShownEvent): ReactNode => {
  const words = viewWords(view, names);
  if (words === view) return drawnText(view);
  return (
    <>
      {words} <code className="block font-mono text-xs break-all text-muted">{view}</code>
    </>
  );
};

const drawnText = (text: string): ReactNode => {
  if (instant.test(text)) return <Time at={text} show="exact" />;
  if (forMachines.test(text)) return <code className="font-mono text-xs break-all">{text}</code>;
  return <span className="whitespace-pre-line">{text}</span>;
};

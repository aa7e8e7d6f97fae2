import Link from "next/link";
import type { ReactNode } from "react";
import { Time } from "#components/clock/time.tsx";
import { DefinitionList } from "#components/ui/definition-list.tsx";
import type { ShownEvent } from "./shown-event.ts";

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
    ...Object.entries(data).map(([key, value]) => ({ term: termOf(key), value: drawn(value) })),
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

/** "entitlementIds" → "Entitlement ids" */
const termOf = (key: string): string => {
  const words = key.replaceAll(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
};

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;

const drawn = (value: unknown): ReactNode => {
  if (value === null || value === undefined || value === "") return <span className="text-faint">–</span>;
  if (typeof value === "string")
    return instant.test(value) ? (
      <Time at={value} show="exact" />
    ) : (
      <span className="whitespace-pre-line">{value}</span>
    );
  if (typeof value === "number") return String(value);
  if (typeof value === "boolean") return value ? "yes" : "no";
  return <code className="font-mono text-xs break-all whitespace-pre-wrap">{JSON.stringify(value)}</code>;
};

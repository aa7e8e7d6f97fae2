import { Time } from "#components/clock/time.tsx";
import { Chip } from "#components/ui/chip.tsx";
import type { ShownSession } from "./shown-session.ts";

const shown = 20;

/** Open sessions, each with since when and from where, the oldest first. */
export function SessionList({ sessions }: { sessions: readonly ShownSession[] }) {
  return (
    <ul className="grid gap-1" aria-label="Open sessions">
      {sessions.slice(0, shown).map(({ id, since, address, lastActiveAt, state }) => (
        <li key={id} className="flex flex-wrap items-center gap-x-3 gap-y-0.5 text-xs text-muted">
          <code className="font-mono text-text">{address ?? "address not told"}</code>
          <span>{since === null ? "since when is not told" : <>since {<Time at={since} show="day-time" />}</>}</span>
          {lastActiveAt === null ? null : (
            <span>
              last active <Time at={lastActiveAt} show="since" /> ago
            </span>
          )}
          {state === null ? null : <Chip tone={state === "busy" ? "live" : "neutral"}>{state}</Chip>}
        </li>
      ))}
      {sessions.length > shown ? <li className="text-xs text-faint">and {sessions.length - shown} more</li> : null}
    </ul>
  );
}

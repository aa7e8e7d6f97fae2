import type { PackPart } from "#cli/pack/check-manifest.ts";
import type { Line, PackFolder } from "#cli/pack/pack-folder.ts";
import type { PackLog } from "#cli/pack/pack-log.ts";
import type { Finding } from "#cli/verify/finding.ts";
import { sha256 } from "#cli/verify/hasher.ts";
import { type EventRow, holdAgainstEntry, parseEventRow } from "#core/domain/evidence/event-row.ts";

export const eventsPath = "rows/events.jsonl";

/** The rows that hold, by their place in the log. */
export interface EventRows {
  readonly lines: ReadonlyMap<number, Line>;
  readonly kinds: ReadonlyMap<number, string>;
  /** Where it speaks of each grant and of each request, in its order. */
  readonly grants: ReadonlyMap<string, readonly number[]>;
  readonly requests: ReadonlyMap<string, readonly number[]>;
  /** The policies that decided, by number. */
  readonly policies: ReadonlySet<number>;
  /** Personal values of which nobody can tell any more what they were. */
  readonly erased: number;
}

/**
 * Each row of an event against its entry, and that none is left out: of every entry whose instant lies in the part there is
 * exactly one row, in the log's order. What stands in memory of each is where its line is.
 */
export function checkEventRows(
  pack: PackFolder,
  log: PackLog,
  part: PackPart,
  add: (finding: Finding) => void,
): EventRows {
  const lines = new Map<number, Line>();
  const kinds = new Map<number, string>();
  const [grants, requests] = [new Map<string, number[]>(), new Map<string, number[]>()];
  const policies = new Set<number>();
  let erased = 0;
  let next = 0;
  const skipTo = (index: number): void => {
    for (; next < index; next += 1) if (isIn(part, log.entry(next))) add(missing(next));
  };
  for (const line of pack.lines(eventsPath)) {
    const row = line.text === undefined ? undefined : parseEventRow(line.text);
    if (row === undefined || row.index < next || row.index >= log.checkpoint.size) {
      add({
        path: eventsPath,
        message: `has no row of an event, or one that stands elsewhere, in line ${line.number}`,
      });
      continue;
    }
    skipTo(row.index);
    next = row.index + 1;
    const found = fault(row, log, part);
    if (typeof found === "string") {
      add({ path: eventsPath, message: `line ${line.number} ${found}`, entries: only(row.index), bad: "every" });
      continue;
    }
    erased += found;
    lines.set(row.index, { ...line, text: undefined });
    kinds.set(row.index, row.kind);
    mention(grants, row.grantId, row.index);
    mention(requests, row.requestId, row.index);
    const { policyNumber } = row.data;
    if (typeof policyNumber === "number") policies.add(policyNumber);
  }
  skipTo(log.checkpoint.size);
  return { lines, kinds, grants, requests, policies, erased };
}

function mention(stories: Map<string, number[]>, id: string | undefined, index: number): void {
  if (id === undefined) return;
  const known = stories.get(id);
  if (known) known.push(index);
  else stories.set(id, [index]);
}

/** What is wrong with it, or how many of its values were erased. */
function fault(row: EventRow, log: PackLog, part: PackPart): string | number {
  const entry = log.entry(row.index);
  const { holds, erased } = holdAgainstEntry(row, entry, sha256);
  if (!holds) return `says something else than entry ${row.index} of the log`;
  return isIn(part, entry) ? erased : `is of entry ${row.index}, which happened on other days than the pack is of`;
}

const missing = (index: number): Finding => ({
  ...{ path: eventsPath, message: `has no row for entry ${index}` },
  ...{ entries: only(index), bad: "every" },
});

const only = (index: number) => ({ start: index, end: index + 1 });

/** An entry says when it happened. */
function isIn({ from, to }: PackPart, entry: Uint8Array): boolean {
  if (from === null && to === null) return true;
  const { at } = JSON.parse(new TextDecoder().decode(entry)) as { readonly at: string };
  const instant = Date.parse(at);
  return (from === null || instant >= from.getTime()) && (to === null || instant < to.getTime());
}

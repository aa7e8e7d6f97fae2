import { eventsPath, type EventRows } from "#cli/pack/check-event-rows.ts";
import type { Line, PackFolder } from "#cli/pack/pack-folder.ts";
import type { Finding } from "#cli/verify/finding.ts";
import { canonicalJson, type Json } from "#core/domain/audit/tree/canonical-json.ts";
import type { AuditEvent } from "#core/domain/audit/event.ts";
import { eventOfRow, type EventRow } from "#core/domain/evidence/event-row.ts";
import { grantLife, revocationOf } from "#core/domain/evidence/grant-life.ts";
import { requestLife } from "#core/domain/evidence/request-life.ts";
import { topics } from "#core/domain/evidence/topics.ts";

type Add = (finding: Finding) => void;

/** The rows of each topic are the rows of its kinds in `rows/events.jsonl`, all of them and in their order. */
export function checkTopics(pack: PackFolder, { lines, kinds }: EventRows, add: Add): void {
  for (const { path, kinds: wanted } of topics) {
    if (wanted === null) continue;
    const of: ReadonlySet<string> = new Set(wanted);
    compare(pack, path, add, function* () {
      for (const [index, line] of lines) if (of.has(kinds.get(index) ?? "")) yield pack.lineAt(eventsPath, line);
    });
  }
}

export interface ToldRows {
  readonly requests: number;
  readonly grants: number;
  readonly revocations: number;
  /** How many of those no target ever confirmed. */
  readonly unverified: number;
  /** How many were accepted unproved, and confirmed later. */
  readonly provedLater: number;
}

/**
 * Requests, grants and revocations, told again from the rows of events, which hold: a pack of the whole record has all that they
 * were told from.
 */
export function checkToldRows(pack: PackFolder, { lines, kinds, grants, requests }: EventRows, add: Add): ToldRows {
  const eventAt = (index: number): AuditEvent => readEvent(pack, lines.get(index));
  const toldAt = (indexes: readonly number[] = []) => indexes.map((index) => ({ index, event: eventAt(index) }));
  const grantAt = (index: number) => grantLife(toldAt(grants.get(eventAt(index).grantId ?? "")));
  const of = function* (...wanted: readonly string[]): Generator<number> {
    for (const [index, kind] of kinds) if (wanted.includes(kind)) yield index;
  };
  let [unverified, provedLater] = [0, 0];
  return {
    requests: compare(pack, "rows/requests.jsonl", add, function* () {
      for (const index of of("requestSubmitted")) {
        const story = toldAt(requests.get(eventAt(index).requestId ?? ""));
        yield rowText(requestLife(story));
      }
    }),
    grants: compare(pack, "rows/grants.jsonl", add, function* () {
      const told = new Set<string>();
      for (const index of of("grantScheduled", "grantActivating")) {
        const life = grantAt(index);
        // A scheduled grant begins twice in the log.
        if (!told.has(life.grantId)) yield rowText(life);
        told.add(life.grantId);
      }
    }),
    revocations: compare(pack, "rows/revocations.jsonl", add, function* () {
      for (const index of of("grantEnded")) {
        const life = grantAt(index);
        if (life.unverifiedAt !== undefined && life.goneAt === null) unverified += 1;
        else if (life.unverifiedAt !== undefined) provedLater += 1;
        yield rowText(revocationOf(life));
      }
    }),
    ...{ unverified, provedLater },
  };
}

/** A row that was held against its entry already: it need not be doubted again. */
function readEvent(pack: PackFolder, line: Line | undefined): AuditEvent {
  if (line === undefined) throw new Error("an event is told of that has no row");
  return eventOfRow(JSON.parse(pack.lineAt(eventsPath, line)) as EventRow);
}

const rowText = (row: object): string => canonicalJson(JSON.parse(JSON.stringify(row)) as Json);

/** The lines of a file against those that it must have: how many there must be. The first that differs is told. */
function compare(pack: PackFolder, path: string, add: Add, expected: () => Iterable<string>): number {
  const found = pack.lines(path)[Symbol.iterator]();
  let [count, isSame] = [0, true];
  for (const text of expected()) {
    count += 1;
    const line = isSame ? found.next() : undefined;
    if (line === undefined || (line.done !== true && line.value.text === text)) continue;
    isSame = false;
    add({ path, message: line.done ? `ends before line ${count}` : `line ${count} is not what the events tell` });
  }
  if (isSame && found.next().done !== true)
    add({ path, message: `has more lines than the ${count} that the events tell` });
  found.return?.();
  return count;
}

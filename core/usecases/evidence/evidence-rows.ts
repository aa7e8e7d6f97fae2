import type { EventKind } from "#core/domain/audit/event.ts";
import { canonicalJson, type Json } from "#core/domain/audit/tree/canonical-json.ts";
import { type GrantLife, grantLife, revocationOf } from "#core/domain/evidence/grant-life.ts";
import { requestLife } from "#core/domain/evidence/request-life.ts";
import { topics } from "#core/domain/evidence/topics.ts";
import type { Core } from "#core/ports/core.ts";
import type { LoggedEvent, LogPart } from "#core/ports/evidence.ts";
import type { EvidenceFile } from "#core/usecases/evidence/evidence-file.ts";

const batch = 500;

/** The rows of a pack: one canonical JSON a line (RFC 8785), in the log's order. */
export const evidenceRows = (core: Core, part: LogPart): readonly EvidenceFile[] => [
  ...topics.map(({ path, kinds }) => ({ path, content: lines(eventRows(core, part, kinds)) })),
  { path: "rows/requests.jsonl", content: lines(requestRows(core, part)) },
  { path: "rows/grants.jsonl", content: lines(grantRows(core, part)) },
  { path: "rows/revocations.jsonl", content: lines(revocations(core, part)) },
];

/** As many lines at a time as were read at a time: a few hundred rows are in memory, however long the record is. */
async function* lines(batches: AsyncIterable<readonly object[]>): AsyncGenerator<string> {
  for await (const rows of batches)
    yield rows.map((row) => `${canonicalJson(JSON.parse(JSON.stringify(row)) as Json)}\n`).join("");
}

/** Batches of the part's events of these kinds, in the log's order. */
export async function* loggedBatches(
  core: Core,
  part: LogPart,
  kinds: readonly EventKind[] | null,
): AsyncGenerator<readonly LoggedEvent[]> {
  for (let next = 0; ;) {
    const events = await core.evidence.events(part, kinds, next, batch);
    const last = events.at(-1);
    if (!last) return;
    yield events;
    next = last.index + 1;
  }
}

async function* eventRows(core: Core, part: LogPart, kinds: readonly EventKind[] | null) {
  for await (const events of loggedBatches(core, part, kinds))
    yield events.map(({ index, event, salts }) => ({ index, ...event, salts }));
}

async function* requestRows(core: Core, part: LogPart) {
  for await (const begun of loggedBatches(core, part, ["requestSubmitted"])) {
    const requestIds = begun.flatMap(({ event }) => event.requestId ?? []);
    const stories = Map.groupBy(await core.evidence.about({ requestIds }, part.size), ({ event }) => event.requestId);
    yield requestIds.map((id) => requestLife(stories.get(id) ?? []));
  }
}

async function* grantRows(core: Core, part: LogPart): AsyncGenerator<readonly GrantLife[]> {
  for await (const begun of loggedBatches(core, part, ["grantScheduled", "grantActivating"])) {
    const ids = [...new Set(begun.flatMap(({ event }) => event.grantId ?? []))];
    const stories = Map.groupBy(await core.evidence.about({ grantIds: ids }, part.size), ({ event }) => event.grantId);
    // A scheduled grant begins twice in the log; it is told where it was first mentioned.
    const first = new Set(begun.map(({ index }) => index));
    yield [...stories.values()].filter(([one]) => one && first.has(one.index)).map(grantLife);
  }
}

async function* revocations(core: Core, part: LogPart) {
  for await (const ended of loggedBatches(core, part, ["grantEnded"])) {
    const grantIds = ended.flatMap(({ event }) => event.grantId ?? []);
    const stories = Map.groupBy(await core.evidence.about({ grantIds }, part.size), ({ event }) => event.grantId);
    yield grantIds.map((id) => revocationOf(grantLife(stories.get(id) ?? [])));
  }
}

import { leaf } from "#core/domain/audit/tree/leaf.ts";
import { edgeTiles, tilePath } from "#core/domain/audit/tree/tile-address.ts";
import { type Tile, TreeEdge } from "#core/domain/audit/tree/tree-edge.ts";
import type { Core } from "#core/ports/core.ts";
import type { NewLeaf, UnsequencedEvent } from "#core/ports/log.ts";
import { publishCheckpoint } from "#core/usecases/log/publish-checkpoint.ts";
import type { Sequencing } from "#core/usecases/log/sequencing.ts";

export interface SequencingRound {
  /** For the next round; null where another process has the lease. */
  readonly held: Sequencing | null;
  readonly sequenced: number;
}

const leaseMs = 5_000;
/** Events in one statement: a backlog goes faster in larger ones. */
const mostAtOnce = 1_024;

/**
 * One round: every committed event without a leaf gets its place in the log, and the tree is signed, shown to the witnesses
 * and published. One process at a time, told by a lease; killed anywhere, the next round of any process goes on, without
 * a gap and without a leaf twice. Throws when the database fails: the caller then begins anew, without `held`.
 */
export const sequence = async (core: Core, before: Sequencing | null): Promise<SequencingRound> => {
  const held = (await renewed(core, before)) ?? (await claimed(core));
  if (!held) return { held: null, sequenced: 0 };
  const sequenced = await appendAll(core, held);
  if (sequenced === null) return { held: null, sequenced: 0 };
  await publishCheckpoint(core, held);
  return { held, sequenced };
};

/**
 * Until none is left; how many there were, or null where the lease was lost. Of a backlog the next events are read and hashed
 * while those before them are written: the database and this process then work at the same time.
 */
const appendAll = async (core: Core, held: Sequencing): Promise<number | null> => {
  let sequenced = 0;
  let writing = Promise.resolve(true);
  for (let events = await core.log.unsequenced(mostAtOnce); events.length > 0;) {
    const isBacklog = events.length === mostAtOnce;
    const beyond = events.at(-1)?.event.position;
    const reading = awaitedLater(isBacklog ? core.log.unsequenced(mostAtOnce, beyond) : Promise.resolve([]));
    const { from, leaves, tiles } = batchOf(core, held, events);
    if (!(await writing)) return null;
    writing = awaitedLater(core.log.append({ fence: held.fence, leaseMs, agreed: held.compared }, from, leaves, tiles));
    sequenced += events.length;
    events = await reading;
  }
  return (await writing) ? sequenced : null;
};

/** Where it fails while something else is awaited, that is told when it is awaited itself, and ends no process before. */
const awaitedLater = <T>(work: Promise<T>): Promise<T> => {
  work.catch(() => undefined);
  return work;
};

const renewed = async (core: Core, held: Sequencing | null): Promise<Sequencing | null> => {
  if ((await core.log.size()) !== held?.edge.size) return null;
  return (await core.log.renew(held.fence, leaseMs, held.compared)) ? held : null;
};

const claimed = async (core: Core): Promise<Sequencing | null> => {
  const fence = await core.log.claim(leaseMs);
  if (fence === null) return null;
  const size = await core.log.size();
  const tiles = new Map<string, Uint8Array>();
  for (const address of edgeTiles(size)) {
    const bytes = await core.log.tile(address);
    if (bytes) tiles.set(tilePath(address), bytes);
  }
  const latest = await core.log.latest();
  return { fence, edge: TreeEdge.resume(size, tiles, core.logKey.hasher), compared: false, signed: latest?.size ?? 0 };
};

interface Batch {
  readonly from: number;
  readonly leaves: readonly NewLeaf[];
  readonly tiles: readonly Tile[];
}

/** What is to be written of these events. The edge has them from here on: where they could not be written, it is of no use. */
const batchOf = (core: Core, { edge }: Sequencing, events: readonly UnsequencedEvent[]): Batch => {
  const from = edge.size;
  const leaves = events.map(({ event, data, commitments }) => {
    const personal = Object.keys(commitments).map((field) => ({ field, value: null }));
    return { position: event.position, entry: leaf(event, { data, personal }, new Map(Object.entries(commitments))) };
  });
  return { from, leaves, tiles: leaves.flatMap(({ entry }) => edge.append(core.logKey.hasher.leaf(entry))) };
};

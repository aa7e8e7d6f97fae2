import { leaf } from "#core/domain/audit/tree/leaf.ts";
import { edgeTiles, tilePath } from "#core/domain/audit/tree/tile-address.ts";
import { TreeEdge } from "#core/domain/audit/tree/tree-edge.ts";
import type { Core } from "#core/ports/core.ts";
import type { UnsequencedEvent } from "#core/ports/log.ts";
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
  let sequenced = 0;
  for (;;) {
    const events = await core.log.unsequenced(mostAtOnce);
    if (events.length > 0 && !(await append(core, held, events))) return { held: null, sequenced };
    sequenced += events.length;
    if (events.length < mostAtOnce) break;
    if (!(await core.log.renew(held.fence, leaseMs, held.compared))) return { held: null, sequenced };
  }
  await publishCheckpoint(core, held);
  return { held, sequenced };
};

/**
 * A database that was put in the place of the one we knew, while we held its lease, has another size than our edge: then
 * everything is compared anew. The size first, so that nothing is said to agree that was not looked at.
 */
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

/** False where the lease was lost: then nothing was written, and the edge is not to be used again. */
const append = (core: Core, { fence, edge }: Sequencing, events: readonly UnsequencedEvent[]): Promise<boolean> => {
  const from = edge.size;
  const leaves = events.map(({ event, data, commitments }) => {
    const personal = Object.keys(commitments).map((field) => ({ field, value: null }));
    return { position: event.position, entry: leaf(event, { data, personal }, new Map(Object.entries(commitments))) };
  });
  const tiles = leaves.flatMap(({ entry }) => edge.append(core.logKey.hasher.leaf(entry)));
  return core.log.append(fence, from, leaves, tiles);
};

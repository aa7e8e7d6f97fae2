import type { Actor } from "#core/domain/audit/event.ts";
import type { Transition } from "#core/domain/transition.ts";
import type { Core } from "#core/ports/core.ts";
import type { Commit } from "#core/ports/store.ts";
import { gather } from "#core/usecases/reconcile/gather.ts";

/**
 * The same core for many holdings that are worked on at once: what they ask of the database in the same moment is asked in one
 * statement. Nothing is remembered. A reading is always one that began after it was asked for, and a transition stands or falls
 * alone whatever it was written together with; so each holding is worked on exactly as if it were the only one.
 */
export const shareStatements = (core: Core): Core => {
  const known = sharing.get(core) ?? share(core);
  sharing.set(core, known);
  return known;
};

/** One for all the work of a process. */
const sharing = new WeakMap<Core, Core>();

const share = (core: Core): Core => {
  const { store, holdings, grants, catalogue, portals, log, standing: found } = core;
  const holding = gather(async (ids: readonly Parameters<typeof holdings.find>[0][]) => {
    const found = new Map((await holdings.ofIds([...new Set(ids)])).map((row) => [row.id, row]));
    return ids.map((id) => found.get(id) ?? null);
  });
  const grantsOf = gather(async (asked: readonly Parameters<typeof grants.openOfHoldings>[0][]) => {
    const found = Map.groupBy(await grants.openOfHoldings([...new Set(asked.flat())]), ({ holdingId }) => holdingId);
    return asked.map((ids) => ids.flatMap((id) => found.get(id) ?? []));
  });
  const items = gather(async (asked: readonly Parameters<typeof catalogue.ofIds>[0][]) => {
    const found = await catalogue.ofIds([...new Set(asked.flat())]);
    return asked.map((ids) => found.filter(({ entitlement }) => ids.includes(entitlement.id)));
  });
  const openAt = gather(async (asked: readonly Parameters<typeof found.openAt>[0][]) => {
    const open = await found.openAt([...new Set(asked.flat())]);
    return asked.map((keys) => open.filter(({ openKey }) => openKey !== null && keys.includes(openKey)));
  });
  const portal = gather(async (asked: readonly null[]) => asked.map(always(await portals.current())));
  const standing = gather(async (asked: readonly null[]) => asked.map(always(await log.standing())));
  const noteHealth = gather(async (notes: readonly Parameters<typeof catalogue.noteHealth>[]) => {
    // Of several notes on one target the latest says it all.
    for (const [id, seen] of new Map(notes)) await catalogue.noteHealth(id, seen);
    return notes.map(() => undefined);
  });
  const commit = gather((asked: readonly ToCommit[]) => commitTogether(store, asked), { apart: whatIsWritten });
  return {
    ...core,
    store: { ...store, commit: (by, transitions) => commit({ by, transitions }) },
    holdings: { ...holdings, find: holding },
    grants: { ...grants, openOfHoldings: grantsOf },
    catalogue: { ...catalogue, ofIds: items, noteHealth: (...note) => noteHealth(note) },
    portals: { ...portals, current: () => portal(null) },
    standing: { ...found, openAt },
    log: { ...log, standing: () => standing(null) },
  };
};

const always =
  <T>(value: T) =>
  (): T =>
    value;

interface ToCommit {
  readonly by: Actor;
  readonly transitions: readonly Transition[];
}

/** One batch has one actor, and writes no row twice. */
const whatIsWritten = ({ by, transitions }: ToCommit) => ({ owner: by, keys: transitions.flatMap(rowsOf) });

const rowsOf = ({ writes }: Transition): readonly string[] =>
  writes.map((write) => `${write.table} ${write.table === "Policy" ? write.row.number : write.row.id}`);

const commitTogether = async (
  store: Core["store"],
  asked: readonly ToCommit[],
): Promise<readonly (readonly Commit[])[]> => {
  const [first] = asked;
  if (!first) return [];
  const commits = await store.commit(
    first.by,
    asked.flatMap(({ transitions }) => transitions),
  );
  let at = 0;
  return asked.map(({ transitions }) => commits.slice(at, (at += transitions.length)));
};

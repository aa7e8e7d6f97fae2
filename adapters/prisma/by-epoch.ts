import type { Database } from "./client.ts";
import { asRows } from "./rows.ts";
import type { FactEpoch } from "#core/domain/policy/policy-version.ts";

/** More rounds than changes can plausibly fall between two readings. */
const readings = 5;

const keyOf = (epochs: readonly FactEpoch[]): string => epochs.map(({ id, version }) => `${id}@${version}`).join(" ");

/** The versions of these facts, by id. Throws where one is missing: without it a change could not be noticed. */
export const readEpochs = async (prisma: Database, ids: readonly FactEpoch["id"][]): Promise<readonly FactEpoch[]> => {
  const where = { id: { in: [...ids] } };
  const epochs = asRows("FactEpoch", await prisma.factEpoch.findMany({ where, orderBy: { id: "asc" } }));
  const missing = ids.find((id) => !epochs.some((epoch) => epoch.id === id));
  if (missing) throw new Error(`the ${missing} epoch is missing: this portal is not set up`);
  return epochs;
};

/**
 * Remembers what `load` made of some facts until one of their epochs moves. The epochs themselves are read every time, so
 * nothing stale is ever answered: that reading is the whole cost of an answer that is known.
 */
export const byEpoch = <T>(
  prisma: Database,
  ids: readonly FactEpoch["id"][],
  load: (epochs: readonly FactEpoch[]) => Promise<T>,
): (() => Promise<T>) => {
  let known: { readonly key: string; readonly made: T } | null = null;
  return async () => {
    let before = await readEpochs(prisma, ids);
    for (let reading = 0; reading < readings; reading++) {
      const key = keyOf(before);
      if (known?.key === key) return known.made;
      const made = await load(before);
      const after = await readEpochs(prisma, ids);
      // What was read in several queries is one state only if nothing moved from before the first to after the last.
      if (keyOf(after) === key) {
        known = { key, made };
        return made;
      }
      before = after;
    }
    throw new Error("facts change faster than they can be read");
  };
};

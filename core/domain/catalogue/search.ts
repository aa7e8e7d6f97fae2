import type { CatalogueItem } from "#core/domain/catalogue/entitlement.ts";

interface Field {
  readonly text: string;
  readonly weight: number;
  readonly words: readonly string[];
}

/** A catalogue made ready for searching: made once, asked many times. */
export interface CatalogueIndex {
  /** By resource and action, as people read them. */
  readonly entries: readonly { readonly item: CatalogueItem; readonly fields: readonly Field[] }[];
  /** Every word that occurs, once: typos are looked for among these, not in every entry. */
  readonly vocabulary: readonly string[];
}

const { compare } = new Intl.Collator("en");

/** The order of the index: by resource and action. No two entitlements are equal in it. */
export const inIndexOrder = (a: CatalogueItem, b: CatalogueItem): number =>
  compare(sortName(a), sortName(b)) || compareIds(a.entitlement.id, b.entitlement.id);

export const indexCatalogue = (items: readonly CatalogueItem[]): CatalogueIndex => {
  const entries = [...items].sort(inIndexOrder).map((item) => ({ item, fields: fieldsOf(item) }));
  const words = entries.flatMap(({ fields }) => fields.flatMap((field) => field.words));
  return { entries, vocabulary: [...new Set(words)] };
};

export interface Found {
  readonly item: CatalogueItem;
  readonly score: number;
}

/** What answers a search, in the order of the index. Every word must be found somewhere; no word finds everything. */
export const searchCatalogue = ({ entries, vocabulary }: CatalogueIndex, query: string): readonly Found[] => {
  const words = query.toLowerCase().split(/\s+/u).filter(Boolean);
  const asked = words.map((word) => ({ word, near: new Set(vocabulary.filter((known) => isTypoOf(known, word))) }));
  return entries.flatMap(({ item, fields }): readonly Found[] => {
    let score = 1;
    for (const { word, near } of asked) {
      const best = Math.max(...fields.map((field) => field.weight * wordScore(field, word, near)));
      if (best === 0) return [];
      score += best;
    }
    return [{ item, score }];
  });
};

const compareIds = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

const sortName = ({ resource, entitlement }: CatalogueItem): string => `${resource.name} ${entitlement.action}`;

const fieldsOf = ({ entitlement, resource, target, ownerGroup }: CatalogueItem): readonly Field[] =>
  [
    { text: resource.name, weight: 4 },
    { text: entitlement.action, weight: 4 },
    { text: entitlement.name, weight: 3 },
    { text: target.name, weight: 2 },
    { text: Object.values(resource.tags).join(" "), weight: 1 },
    { text: ownerGroup ?? "", weight: 1 },
    { text: `${entitlement.description} ${resource.description}`, weight: 1 },
  ].map(({ text, weight }) => {
    const lower = text.toLowerCase();
    return { text: lower, weight, words: [...new Set(lower.split(/[^\p{L}\p{N}]+/u).filter(Boolean))] };
  });

const wordScore = ({ text, words }: Field, word: string, near: ReadonlySet<string>): number => {
  if (text === word) return 4;
  if (text.startsWith(word)) return 3;
  if (text.includes(word)) return 2;
  return near.size > 0 && words.some((known) => near.has(known)) ? 1 : 0;
};

/** Short words forgive nothing, longer ones a slip or two: a letter too many, too few, wrong, or two swapped. */
const isTypoOf = (known: string, word: string): boolean => {
  const allowed = word.length < 4 ? 0 : word.length < 8 ? 1 : 2;
  return allowed > 0 && editDistance(known.slice(0, word.length + allowed), word, allowed) <= allowed;
};

/** Optimal string alignment distance (Damerau–Levenshtein with adjacent swaps); stops early above `limit`. */
export const editDistance = (a: string, b: string, limit: number): number => {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let best = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        best = Math.min(best, (beforeLast[j - 2] ?? 0) + 1);
      row.push(best);
      least = Math.min(least, best);
    }
    if (least > limit) return limit + 1;
    beforeLast = last;
    last = row;
  }
  return Math.min(last[b.length] ?? limit + 1, limit + 1);
};

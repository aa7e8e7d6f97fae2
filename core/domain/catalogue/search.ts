import type { CatalogueItem } from "#core/domain/catalogue/entitlement.ts";

/** How well an item answers a search; 0 when it does not. Every word must be found somewhere. */
export const searchScore = (item: CatalogueItem, query: string): number => {
  const words = query.toLowerCase().split(/\s+/u).filter(Boolean);
  if (words.length === 0) return 1;
  const fields = fieldsOf(item);
  let total = 0;
  for (const word of words) {
    const best = Math.max(...fields.map(({ text, weight }) => weight * wordScore(text, word)));
    if (best === 0) return 0;
    total += best;
  }
  return total;
};

const fieldsOf = ({ entitlement, resource, target, ownerGroup }: CatalogueItem) =>
  [
    { text: resource.name, weight: 4 },
    { text: entitlement.action, weight: 4 },
    { text: entitlement.name, weight: 3 },
    { text: target.name, weight: 2 },
    { text: Object.values(resource.tags).join(" "), weight: 1 },
    { text: ownerGroup ?? "", weight: 1 },
    { text: `${entitlement.description} ${resource.description}`, weight: 1 },
  ].map(({ text, weight }) => ({ text: text.toLowerCase(), weight }));

const wordScore = (text: string, word: string): number => {
  if (text === word) return 4;
  if (text.startsWith(word)) return 3;
  if (text.includes(word)) return 2;
  return text.split(/[^\p{L}\p{N}]+/u).some((part) => isTypoOf(part, word)) ? 1 : 0;
};

/** Short words forgive nothing, longer ones a slip or two: a letter too many, too few, wrong, or two swapped. */
const isTypoOf = (part: string, word: string): boolean => {
  const allowed = word.length < 4 ? 0 : word.length < 8 ? 1 : 2;
  return allowed > 0 && editDistance(part.slice(0, word.length + allowed), word, allowed) <= allowed;
};

/** Optimal string alignment distance (Damerau–Levenshtein with adjacent swaps); stops early above `limit`. */
export const editDistance = (a: string, b: string, limit: number): number => {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let best = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        best = Math.min(best, (beforeLast[j - 2] ?? 0) + 1);
      row.push(best);
    }
    if (Math.min(...row) > limit) return limit + 1;
    beforeLast = last;
    last = row;
  }
  return Math.min(last[b.length] ?? limit + 1, limit + 1);
};

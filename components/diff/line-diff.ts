export interface DiffLine {
  readonly kind: "same" | "added" | "removed";
  readonly text: string;
  /** From 1, in the text that has the line: the new one, or for a removed line the old one. */
  readonly number: number;
}

/** Above this many compared pairs the changed middle is shown as wholly replaced: right, only less fine. */
const mostPairs = 4_000_000;

/** What has to be taken from `before` and added to reach `after`, line by line: a longest common subsequence. */
export const lineDiff = (before: string, after: string): readonly DiffLine[] => {
  const a = before.split("\n");
  const b = after.split("\n");
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head++;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++;
  const same = (from: number, to: number): DiffLine[] =>
    b.slice(from, to).map((text, at) => ({ kind: "same", text, number: from + at + 1 }));
  return [
    ...same(0, head),
    ...middle(a.slice(head, a.length - tail), b.slice(head, b.length - tail), head),
    ...same(b.length - tail, b.length),
  ];
};

const middle = (a: readonly string[], b: readonly string[], offset: number): DiffLine[] => {
  const removed = (at: number): DiffLine => ({ kind: "removed", text: a[at] ?? "", number: offset + at + 1 });
  const added = (at: number): DiffLine => ({ kind: "added", text: b[at] ?? "", number: offset + at + 1 });
  if (a.length * b.length > mostPairs) return [...a.map((_, at) => removed(at)), ...b.map((_, at) => added(at))];
  const common = commonLengths(a, b);
  const width = b.length + 1;
  const lines: DiffLine[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      lines.push({ kind: "same", text: b[j] ?? "", number: offset + j + 1 });
      i++;
      j++;
    } else if (
      j >= b.length ||
      (i < a.length && (common[(i + 1) * width + j] ?? 0) >= (common[i * width + j + 1] ?? 0))
    ) {
      lines.push(removed(i++));
    } else lines.push(added(j++));
  }
  return lines;
};

/** At [i, j]: how many lines the rests of both from there on have in common, in order. */
const commonLengths = (a: readonly string[], b: readonly string[]): Uint32Array => {
  const width = b.length + 1;
  const lengths = new Uint32Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      lengths[i * width + j] =
        a[i] === b[j]
          ? (lengths[(i + 1) * width + j + 1] ?? 0) + 1
          : Math.max(lengths[(i + 1) * width + j] ?? 0, lengths[i * width + j + 1] ?? 0);
  return lengths;
};

export type DiffPart = DiffLine | { readonly kind: "skipped"; readonly count: number; readonly number: number };

const around = 3;

/** The diff with long unchanged stretches left out, and said so. */
export const withoutLongSames = (lines: readonly DiffLine[]): readonly DiffPart[] => {
  const isNear = lines.map((_, at) =>
    lines.slice(Math.max(0, at - around), at + around + 1).some(({ kind }) => kind !== "same"),
  );
  const parts: DiffPart[] = [];
  for (const [at, line] of lines.entries()) {
    const last = parts.at(-1);
    if (isNear[at]) parts.push(line);
    else if (last?.kind === "skipped") parts[parts.length - 1] = { ...last, count: last.count + 1 };
    else parts.push({ kind: "skipped", count: 1, number: line.number });
  }
  return parts;
};

import { isMap, isNode, isPair, isScalar, isSeq, type Document, type LineCounter, type Node, type Scalar } from "yaml";

export type DocumentPath = readonly (string | number)[];

/** Both from 1. */
export interface TextPosition {
  readonly line: number;
  readonly column: number;
}

export interface Within {
  /** The key at the end of the path instead of its value. */
  readonly key?: boolean;
  /** How many characters into the text at the path. */
  readonly offset?: number;
}

/** Where a path stands in the text; where it leads to nothing, the nearest thing on the way. */
export function locateInDocument(
  yaml: Document,
  lines: LineCounter,
  text: string,
  path: DocumentPath,
  { key = false, offset }: Within = {},
): TextPosition {
  let node: Node | null = yaml.contents;
  let at = node?.range?.[0] ?? 0;
  for (const [index, step] of path.entries()) {
    const last = index === path.length - 1;
    if (isMap(node)) {
      const pair = node.items.find((item) => isPair(item) && isScalar(item.key) && item.key.value === step);
      if (pair === undefined) break;
      at = isNode(pair.key) ? (pair.key.range?.[0] ?? at) : at;
      if (last && key) break;
      node = isNode(pair.value) ? pair.value : null;
    } else if (isSeq(node) && typeof step === "number") {
      const item = node.items[step];
      node = isNode(item) ? item : null;
    } else {
      node = null;
    }
    if (node === null) break;
    at = node.range?.[0] ?? at;
    if (last && offset !== undefined && isScalar(node)) at = offsetInScalar(node, text, offset);
  }
  const { line, col } = lines.linePos(at);
  return { line, column: col };
}

/**
 * Folding, indentation and quoting change only white space and add quotes and backslashes, so the place is found by
 * counting the other characters up to it.
 */
function offsetInScalar(scalar: Scalar, text: string, offset: number): number {
  const start = scalar.range?.[0] ?? 0;
  const end = scalar.range?.[1] ?? start;
  const value = String(scalar.value);
  let left = value.slice(0, offset).replaceAll(/\s/g, "").length;
  const atEnd = offset >= value.trimEnd().length;
  let at = start + headerLength(scalar, text.slice(start, end));
  while (at < end && (left > 0 || (!atEnd && /\s/.test(text[at] ?? "")))) {
    const width = escapeLength(scalar, text, at);
    if (!/\s/.test(text.slice(at, at + width))) left -= 1;
    at += width;
  }
  return at;
}

function headerLength(scalar: Scalar, source: string): number {
  if (scalar.type === "BLOCK_LITERAL" || scalar.type === "BLOCK_FOLDED") return source.indexOf("\n") + 1;
  return scalar.type === "QUOTE_DOUBLE" || scalar.type === "QUOTE_SINGLE" ? 1 : 0;
}

function escapeLength({ type }: Scalar, text: string, at: number): number {
  if (type === "QUOTE_DOUBLE" && text[at] === "\\") {
    return { x: 4, u: 6, U: 10 }[text[at + 1] ?? ""] ?? 2;
  }
  return type === "QUOTE_SINGLE" && text.startsWith("''", at) ? 2 : 1;
}

const widest = 60;

/** Rows as a table for a terminal: columns as wide as their widest value, at most 60 characters, numbers to the right. */
export const formatRows = (names: readonly string[], rows: readonly (readonly unknown[])[]): string => {
  const cells = rows.map((row) => row.map(asText));
  const widths = names.map((name, at) => Math.max(name.length, ...cells.map((row) => row[at]?.length ?? 0)));
  const isNumber = names.map((_, at) => rows.some((row) => typeof row[at] === "number"));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, at) => (isNumber[at] ? cell.padStart(widths[at] ?? 0) : cell.padEnd(widths[at] ?? 0)))
      .join(" | ")
      .trimEnd();
  const rule = widths.map((width) => "-".repeat(width)).join("-+-");
  const count = `(${rows.length} ${rows.length === 1 ? "row" : "rows"})`;
  return [line(names), rule, ...cells.map(line), count].join("\n");
};

/** One line, without anything that a terminal would obey: what a database holds is somebody else's text. */
const asText = (value: unknown): string => {
  if (value === null) return "";
  const text = value instanceof Date ? value.toISOString() : typeof value === "string" ? value : JSON.stringify(value);
  const plain = text.replaceAll(/\p{Cc}/gu, " ");
  return plain.length > widest ? `${plain.slice(0, widest - 1)}…` : plain;
};

import { formatValue } from "#core/domain/report/format-value.ts";
import type { Table, Unit } from "#core/domain/report/report.ts";
import { bottomOf, ink, margin, oneLine, type Pdf, roomFor, widthOf } from "./pdf-style.ts";

const size = 7.5;
const rowHeight = 15;
const gap = 10;
/** Text wider than this gives way first. */
const widest = 150;

const isNumber = (unit: Unit): boolean => unit === "count" || unit === "ms" || unit === "share";

/** A table over as many pages as it needs, its head on each; answers where it ended. */
export const drawTable = (pdf: Pdf, table: Table, y: number): number => {
  if (table.rows.length === 0) return y;
  let top = roomFor(pdf, y, 18 + 3 * rowHeight);
  oneLine(pdf, table.title, margin, top, { font: "strong", size: 10.5 });
  const columns = layOut(pdf, table);
  top = drawHead(pdf, columns, top + 18);
  for (const row of table.rows) {
    if (top + rowHeight > bottomOf(pdf)) {
      pdf.addPage();
      top = drawHead(pdf, columns, margin);
    }
    for (const [at, { x, width, unit }] of columns.entries()) {
      const align = isNumber(unit) ? "right" : "left";
      oneLine(pdf, formatValue(unit, row[at] ?? null), x, top + 4, { size, width, align });
    }
    pdf
      .moveTo(margin, top + rowHeight)
      .lineTo(margin + widthOf(pdf), top + rowHeight)
      .lineWidth(0.4)
      .stroke(ink.line);
    top += rowHeight;
  }
  if (table.cut) {
    top = roomFor(pdf, top + 4, 12);
    oneLine(pdf, "The first rows; the figures count all.", margin, top, { size, color: ink.faint });
    top += 10;
  }
  return top + 18;
};

interface Column {
  readonly header: string;
  readonly unit: Unit;
  readonly x: number;
  readonly width: number;
}

/**
 * Each column as wide as what stands in it. Where that is more than the page, texts give way and are cut, never numbers or
 * instants; where it is less, all grow alike.
 */
const layOut = (pdf: Pdf, { columns, rows }: Table): readonly Column[] => {
  const natural = columns.map(({ header, unit }, at) => {
    pdf.font("strong").fontSize(size);
    const head = pdf.widthOfString(header);
    pdf.font("plain");
    const longest = Math.max(head, ...rows.map((row) => pdf.widthOfString(formatValue(unit, row[at] ?? null))));
    return { width: unit === "text" ? Math.min(widest, longest) : longest + 1, gives: unit === "text" };
  });
  const room = widthOf(pdf) - gap * (columns.length - 1);
  const sum = (of: typeof natural): number => of.reduce((total, { width }) => total + width, 0);
  const fixed = sum(natural.filter(({ gives }) => !gives));
  const scale = room / sum(natural);
  const textScale = (room - fixed) / sum(natural.filter(({ gives }) => gives));
  let x = margin;
  return columns.map(({ header, unit }, at) => {
    const { width: own, gives } = natural[at] ?? { width: 0, gives: false };
    const width = own * (scale >= 1 ? scale : gives ? textScale : 1);
    const column = { header, unit, x, width };
    x += width + gap;
    return column;
  });
};

const drawHead = (pdf: Pdf, columns: readonly Column[], y: number): number => {
  for (const { header, unit, x, width } of columns)
    oneLine(pdf, header, x, y, {
      font: "strong",
      size,
      color: ink.muted,
      width,
      align: isNumber(unit) ? "right" : "left",
    });
  const under = y + 12;
  pdf
    .moveTo(margin, under)
    .lineTo(margin + widthOf(pdf), under)
    .lineWidth(0.8)
    .stroke(ink.lineStrong);
  return under;
};

import { formatValue } from "#core/domain/report/format-value.ts";
import { niceSteps } from "#core/domain/report/nice-steps.ts";
import type { Picture } from "#core/domain/report/report.ts";
import { ink, margin, oneLine, type Pdf, roomFor, tones, widthOf } from "./pdf-style.ts";

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const columnsHeight = 150;
const barHeight = 9;
const small = 7;

/** A picture drawn as vectors, with its title and what its colours mean; answers where it ended. */
export const drawPicture = (pdf: Pdf, picture: Picture, y: number): number => {
  const { form, series, categories } = picture;
  const total = series.flatMap(({ values }) => values).reduce((sum, value) => sum + value, 0);
  const rowHeight = series.length * (barHeight + 2) + 8;
  const height = total === 0 ? 24 : form === "columns" ? columnsHeight : categories.length * rowHeight + 18;
  const top = roomFor(pdf, y, Math.min(height, 560) + 44);
  oneLine(pdf, picture.title, margin, top, { font: "strong", size: 10.5 });
  if (total === 0) {
    oneLine(pdf, picture.empty, margin, top + 18, { size: 9, color: ink.muted });
    return top + 42;
  }
  drawLegend(pdf, picture, top + 17);
  const box = { x: margin, y: top + 36, width: widthOf(pdf), height };
  if (form === "columns") drawColumns(pdf, picture, box);
  else drawBars(pdf, picture, box, rowHeight);
  return top + 36 + height + 20;
};

const drawLegend = (pdf: Pdf, { series }: Picture, y: number): void => {
  let x = margin;
  for (const { name, tone } of series) {
    pdf.circle(x + 3, y + 4, 3).fill(tones[tone]);
    oneLine(pdf, name, x + 9, y, { size: small + 0.5, color: ink.muted });
    x += 9 + pdf.widthOfString(name) + 14;
  }
};

const drawColumns = (pdf: Pdf, { categories, series, unit }: Picture, box: Box): void => {
  const sums = categories.map((_, at) => series.reduce((sum, { values }) => sum + (values[at] ?? 0), 0));
  const steps = niceSteps(Math.max(...sums), 4);
  const most = steps.at(-1) ?? 1;
  const [left, bottom] = [box.x + 28, box.y + box.height - 14];
  const scale = (bottom - box.y) / most;
  for (const step of steps) {
    const y = bottom - step * scale;
    pdf
      .moveTo(left, y)
      .lineTo(box.x + box.width, y)
      .lineWidth(0.5)
      .stroke(step === 0 ? ink.lineStrong : ink.line);
    oneLine(pdf, formatValue(unit, step), box.x, y - 4, { size: small, color: ink.faint, width: 22, align: "right" });
  }
  const slot = (box.x + box.width - left) / categories.length;
  const width = Math.min(slot * 0.72, 26);
  const every = Math.ceil(36 / slot);
  for (const [at, category] of categories.entries()) {
    const x = left + slot * at + (slot - width) / 2;
    let y = bottom;
    for (const { values, tone } of series) {
      const height = (values[at] ?? 0) * scale;
      // A line of the paper between two parts, for those who see, or print, their colours as one.
      if (height > 0) pdf.rect(x, y - height + 0.4, width, Math.max(height - 0.4, 0.3)).fill(tones[tone]);
      y -= height;
    }
    if (at % every === 0) {
      const label = { size: small, color: ink.faint, width: slot * every, align: "center" } as const;
      oneLine(pdf, shortDay(category), left + slot * (at - (every - 1) / 2), bottom + 4, label);
    }
  }
};

const shortDay = (text: string): string => (/^\d{4}-\d\d-\d\d$/.test(text) ? text.slice(5) : text);

const drawBars = (pdf: Pdf, { categories, series, unit, line }: Picture, box: Box, rowHeight: number): void => {
  const most = Math.max(line?.value ?? 0, ...series.flatMap(({ values }) => values)) * 1.12;
  const left = box.x + 120;
  const scale = (box.x + box.width - left) / most;
  const end = box.y + categories.length * rowHeight;
  for (const [at, category] of categories.entries()) {
    const y = box.y + at * rowHeight;
    const middle = y + (rowHeight - 8) / 2 - 4;
    oneLine(pdf, category, box.x, middle, { size: 8.5, width: 112 });
    for (const [place, { values, tone }] of series.entries()) {
      const value = values[at] ?? 0;
      const top = y + place * (barHeight + 2);
      pdf.rect(left, top, Math.max(value * scale, 0.5), barHeight).fill(tones[tone]);
      const text = { size: small, color: ink.muted };
      oneLine(pdf, formatValue(unit, value), left + value * scale + 4, top + 1, text);
    }
  }
  pdf
    .moveTo(left, box.y - 3)
    .lineTo(left, end)
    .lineWidth(0.5)
    .stroke(ink.lineStrong);
  if (line === undefined) return;
  const x = left + line.value * scale;
  pdf
    .moveTo(x, box.y - 3)
    .lineTo(x, end)
    .dash(3, { space: 2 })
    .lineWidth(0.8)
    .stroke(ink.danger)
    .undash();
  const words = `${line.label} ${formatValue(unit, line.value)}`;
  oneLine(pdf, words, x - 60, end + 2, { size: small, color: ink.danger, width: 120, align: "center" });
};

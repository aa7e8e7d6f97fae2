import PDFDocument from "pdfkit";
import { formatChange, formatValue } from "#core/domain/report/format-value.ts";
import type { Figure, Report } from "#core/domain/report/report.ts";
import { drawPicture } from "./pdf-picture.ts";
import { ink, margin, oneLine, paragraph, type Pdf, registerFonts, roomFor, sizeToFit, widthOf } from "./pdf-style.ts";
import { drawTable } from "./pdf-table.ts";

/** The report on A4: figures and pictures first, then its rows, then how it was made and from what. */
export const reportPdf = async (report: Report): Promise<Uint8Array> => {
  const pdf = new PDFDocument({
    size: "A4",
    layout: report.tables.some(({ columns }) => columns.length > 5) ? "landscape" : "portrait",
    margins: { top: margin, bottom: 0, left: margin, right: margin },
    bufferPages: true,
    displayTitle: true,
    lang: "en",
    info: { Title: `${report.title}: ${windowWords(report)}`, Creator: "Lapse", CreationDate: report.madeAt },
  });
  const bytes = collect(pdf);
  registerFonts(pdf);
  let y = drawTitle(pdf, report);
  y = drawFigures(pdf, report.figures, y);
  for (const picture of report.pictures) y = drawPicture(pdf, picture, y);
  for (const table of report.tables) y = drawTable(pdf, table, y);
  drawMethod(pdf, report, y);
  drawFeet(pdf, report);
  pdf.end();
  return bytes;
};

const collect = (pdf: Pdf): Promise<Uint8Array> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    pdf.on("data", (chunk: Buffer) => chunks.push(chunk));
    pdf.on("end", () => resolve(Buffer.concat(chunks)));
    pdf.on("error", reject);
  });

const instant = (at: Date): string => formatValue("instant", at.toISOString());
const windowWords = ({ window, kind }: Report): string =>
  kind === "access-at" ? `at ${instant(window.to)}` : `${instant(window.from)} to ${instant(window.to)}`;

const drawTitle = (pdf: Pdf, report: Report): number => {
  pdf
    .save()
    .translate(margin, margin - 2)
    .scale(0.8);
  pdf.path("M10 2a8 8 0 1 0 8 8").lineWidth(2.4).lineCap("round").stroke(ink.accent);
  pdf.circle(15.6, 4.4, 1.8).fill(ink.accent).restore();
  oneLine(pdf, "Lapse", margin + 21, margin, { font: "strong", size: 9.5, color: ink.muted });
  oneLine(pdf, report.title, margin, margin + 22, { font: "strong", size: 19, width: widthOf(pdf) });
  oneLine(pdf, windowWords(report), margin, margin + 49, { size: 9.5, color: ink.muted });
  return margin + 78;
};

/** Up to four in a row, each against the window before. */
const drawFigures = (pdf: Pdf, figures: readonly Figure[], y: number): number => {
  if (figures.length === 0) return y;
  const width = widthOf(pdf) / 4;
  const rows = Math.ceil(figures.length / 4);
  pdf
    .roundedRect(margin, y, widthOf(pdf), rows * 56 + 10, 5)
    .lineWidth(0.7)
    .stroke(ink.line);
  for (const [at, { label, unit, value, before }] of figures.entries()) {
    const [x, top] = [margin + (at % 4) * width + 12, y + 12 + Math.floor(at / 4) * 56];
    const look = { width: width - 18 };
    oneLine(pdf, label, x, top, { ...look, size: sizeToFit(pdf, label, 7.5, look.width), color: ink.muted });
    oneLine(pdf, formatValue(unit, value), x, top + 12, { ...look, font: "strong", size: 15 });
    const change = formatChange(unit, value, before);
    if (change !== null) oneLine(pdf, change, x, top + 33, { ...look, size: 7.5, color: ink.faint });
  }
  return y + rows * 56 + 34;
};

const drawMethod = (pdf: Pdf, { method, evidence, madeAt }: Report, y: number): void => {
  let top = roomFor(pdf, y, 60);
  oneLine(pdf, "How this was made", margin, top, { font: "strong", size: 10.5 });
  top += 18;
  for (const sentence of [...method, `Made ${instant(madeAt)}. ${evidence}`])
    top = paragraph(pdf, sentence, margin, top, { size: 8.5, color: ink.muted, width: widthOf(pdf) }) + 4;
};

const drawFeet = (pdf: Pdf, report: Report): void => {
  const { count } = pdf.bufferedPageRange();
  for (let page = 0; page < count; page++) {
    pdf.switchToPage(page);
    const y = pdf.page.height - 34;
    pdf
      .moveTo(margin, y)
      .lineTo(margin + widthOf(pdf), y)
      .lineWidth(0.5)
      .stroke(ink.line);
    const look = { size: 7, color: ink.faint, width: widthOf(pdf) };
    oneLine(pdf, `${report.title} · ${windowWords(report)}`, margin, y + 7, { ...look, width: widthOf(pdf) - 70 });
    oneLine(pdf, `page ${page + 1} of ${count}`, margin, y + 7, { ...look, align: "right" });
  }
};

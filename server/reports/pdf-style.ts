import path from "node:path";
import type { Tone } from "#core/domain/report/report.ts";

export type Pdf = PDFKit.PDFDocument;

export const margin = 44;

/** The light look of the screens, for paper. */
export const ink = {
  text: "#1b1f27",
  muted: "#565c66",
  faint: "#767c86",
  line: "#dfe2e6",
  lineStrong: "#c3c8d0",
  accent: "#2f5bc8",
  danger: "#c0262d",
} as const;

export const tones: Readonly<Record<Tone, string>> = {
  accent: ink.accent,
  live: "#0a7a50",
  waning: "#b87a14",
  danger: ink.danger,
  quiet: "#8b919b",
};

const fonts = path.join(process.cwd(), "node_modules/geist/dist/fonts");

/** Embedded in subsets: a file looks the same wherever it is opened, and names keep their accents. */
export const registerFonts = (pdf: Pdf): void => {
  pdf.registerFont("plain", path.join(fonts, "geist-sans/Geist-Regular.ttf"));
  pdf.registerFont("strong", path.join(fonts, "geist-sans/Geist-SemiBold.ttf"));
};

/** The width between the margins. */
export const widthOf = (pdf: Pdf): number => pdf.page.width - 2 * margin;

const footHeight = 34;

/** Where the content of a page must end. */
export const bottomOf = (pdf: Pdf): number => pdf.page.height - footHeight - 12;

/** A new page where less than `height` is left on this one; answers where to go on. */
export const roomFor = (pdf: Pdf, y: number, height: number): number => {
  if (y + height <= bottomOf(pdf)) return y;
  pdf.addPage();
  return margin;
};

interface TextLook {
  readonly font?: "plain" | "strong";
  readonly size: number;
  readonly color?: string;
  readonly width?: number;
  readonly align?: "left" | "right" | "center";
}

/** One line of text, cut with an ellipsis where it is longer than its width. */
export const oneLine = (pdf: Pdf, text: string, x: number, y: number, look: TextLook): void => {
  pdf
    .font(look.font ?? "plain")
    .fontSize(look.size)
    .fillColor(look.color ?? ink.text);
  const shown = look.width === undefined ? text : cutToWidth(pdf, text, look.width);
  const free = look.width === undefined ? 0 : look.width - pdf.widthOfString(shown);
  const shift = look.align === "right" ? free : look.align === "center" ? free / 2 : 0;
  pdf.text(shown, x + shift, y, { lineBreak: false });
};

/** The size at which a line fits its width whole, where it is not to be cut: two thirds of the usual one at the least. */
export const sizeToFit = (pdf: Pdf, text: string, size: number, width: number): number => {
  const wanted = pdf.font("plain").fontSize(size).widthOfString(text);
  return wanted <= width ? size : Math.max((size * width) / wanted - 0.01, (size * 2) / 3);
};

const cutToWidth = (pdf: Pdf, text: string, width: number): string => {
  if (pdf.widthOfString(text) <= width) return text;
  let [short, long] = [0, text.length];
  while (short < long) {
    const middle = Math.ceil((short + long) / 2);
    if (pdf.widthOfString(`${text.slice(0, middle)}…`) <= width) short = middle;
    else long = middle - 1;
  }
  return `${text.slice(0, short)}…`;
};

/** Text over several lines; answers where it ended. */
export const paragraph = (pdf: Pdf, text: string, x: number, y: number, look: TextLook): number => {
  pdf
    .font(look.font ?? "plain")
    .fontSize(look.size)
    .fillColor(look.color ?? ink.text);
  const options = { width: look.width ?? widthOf(pdf), lineGap: 1.5 };
  const height = pdf.heightOfString(text, options);
  const top = roomFor(pdf, y, height);
  pdf.text(text, x, top, options);
  return top + height;
};

/** One way to save what is shown. */
export interface ExportFile {
  readonly words: string;
  readonly href: string;
}

export const reportFormats = ["csv", "json", "pdf"] as const;
export type ReportFormat = (typeof reportFormats)[number];

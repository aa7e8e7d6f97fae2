/** How far back a report usually looks. Beside the inputs, so that a page that offers them loads no parser. */
export const reportDays = [7, 30, 90] as const;

/** One cell by RFC 4180. Text that a spreadsheet would run as a formula is marked as text (OWASP, CSV injection). */
export const csvCell = (value: unknown): string => {
  const text =
    value instanceof Date
      ? value.toISOString()
      : typeof value === "string"
        ? value
        : value === null || value === undefined
          ? ""
          : JSON.stringify(value);
  // A number of ours may begin with a minus and is none.
  const inert = typeof value !== "number" && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
};

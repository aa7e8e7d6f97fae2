/** Whether PostgreSQL can keep a text and give the same back: well-formed Unicode without NUL. */
export const isStorableText = (text: string): boolean => text.isWellFormed() && !text.includes("\0");

/**
 * Text of somebody else's as the database can keep it: what was cut within a sign, or holds NUL, would be refused there, and what
 * stands beside it lost.
 */
export const storableText = (text: string): string => text.replaceAll("\0", "\uFFFD").toWellFormed();

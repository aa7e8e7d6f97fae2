/**
 * Text of somebody else's as the database can keep it: what was cut within a sign, or holds NUL, would be refused there, and what
 * stands beside it lost.
 */
export const storableText = (text: string): string => text.replaceAll("\0", "\uFFFD").toWellFormed();

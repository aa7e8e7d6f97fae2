/** Whether whoever does something from the console, past every review, has said why: the record shows it for ever. */
export const isReason = (text: string): boolean => text.trim().length >= 10;

import { createHash, timingSafeEqual } from "node:crypto";

/** Whether two secrets are equal, without telling by the time taken how much of them is, or how long they are. */
export const equalInConstantTime = (given: string, expected: string): boolean => {
  const digest = (text: string): Buffer => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
};

import { randomFillSync } from "node:crypto";

/** The system is asked for this much at once: for sixteen bytes the asking costs more than all that is done with them. */
const block = Buffer.alloc(4_096);
let used = block.length;

/** Bytes from the system's generator that nobody else was or will be given. At most 4,096 of them. */
export const freshBytes = (length: number): Buffer => {
  if (used + length > block.length) {
    randomFillSync(block);
    used = 0;
  }
  const bytes = Buffer.from(block.subarray(used, used + length));
  block.fill(0, used, used + length);
  used += length;
  return bytes;
};

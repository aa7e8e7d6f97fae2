import { randomInt } from "node:crypto";
import type { IdKinds } from "#core/domain/ids.ts";
import type { Ids } from "#core/ports/ids.ts";
import { freshBytes } from "./fresh-bytes.ts";

/** Crockford's: no letter that is read as another or as a digit. */
const alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
const length = 26;
const mask = 31n;

export const createIds = (): Ids => ({
  newId: <K extends keyof IdKinds>(kind: K) => `${kind}_${encode(freshBytes(16))}` as IdKinds[K],
  random: () => randomInt(2 ** 47) / 2 ** 47,
});

/** 128 bits in 26 characters, the highest of the 130 places being zero. */
const encode = (bytes: Buffer): string => {
  const value = BigInt(`0x${bytes.toString("hex")}`);
  const digit = (place: number): string => alphabet[Number((value >> BigInt(5 * place)) & mask)] ?? "";
  return Array.from({ length }, (_, index) => digit(length - 1 - index)).join("");
};

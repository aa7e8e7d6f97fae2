import { randomBytes } from "node:crypto";

const alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

/** 130 random bits in 26 of Crockford's characters, in groups that can be read aloud. */
export const newRecoveryCode = (): string => {
  const characters = [...randomBytes(26)].map((byte) => alphabet[byte % alphabet.length] ?? "").join("");
  return (characters.match(/.{1,7}/g) ?? []).join("-");
};

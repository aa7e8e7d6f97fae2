import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { scramVerifier } from "./scram-verifier.ts";

describe("scramVerifier", () => {
  it("agrees with the example of RFC 7677", async () => {
    const verifier = await scramVerifier("pencil", Buffer.from("W22ZaJ0SNY7soEsUEjb6gQ==", "base64"));
    const [, salt, , serverKey] = /^SCRAM-SHA-256\$4096:([^$]+)\$([^:]+):(.+)$/.exec(verifier) ?? [];
    expect(salt).toBe("W22ZaJ0SNY7soEsUEjb6gQ==");
    const nonce = "rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0";
    const exchange = `n=user,r=rOprNGfwEbeRWgbNEkqO,r=${nonce},s=${salt ?? ""},i=4096,c=biws,r=${nonce}`;
    const signature = createHmac("sha256", Buffer.from(serverKey ?? "", "base64"))
      .update(exchange)
      .digest("base64");
    expect(signature).toBe("6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=");
  });

  it("is another each time", async () => {
    expect(await scramVerifier("pencil")).not.toBe(await scramVerifier("pencil"));
  });

  it.each(["", "two words", "pässword", "a\u0000b"])(
    "refuses %j, which SASLprep or the server could change",
    async (password) => {
      await expect(scramVerifier(password)).rejects.toThrow("visible ASCII");
    },
  );
});

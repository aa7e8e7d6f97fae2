import { describe, expect, it } from "vitest";
import { freshBytes } from "./fresh-bytes.ts";

describe("fresh bytes", () => {
  it("are as many as asked for, and never the same twice, over many blocks", () => {
    const drawn = Array.from({ length: 2_000 }, (_, n) => freshBytes(16 + (n % 17)));
    expect(drawn.every((bytes, n) => bytes.length === 16 + (n % 17))).toBe(true);
    expect(new Set(drawn.map((bytes) => bytes.toString("hex").slice(0, 32))).size).toBe(drawn.length);
  });

  it("stay what they were when more are drawn", () => {
    const first = freshBytes(16);
    const text = first.toString("hex");
    for (let n = 0; n < 1_000; n++) freshBytes(16);
    expect(first.toString("hex")).toBe(text);
    expect(text).not.toBe("0".repeat(32));
  });
});

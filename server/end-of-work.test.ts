import { expect, it } from "vitest";
import { endWork, keepEndOfWork } from "#server/end-of-work.ts";

it("is over at once where nothing has begun", async () => {
  await endWork();
});

it("is begun by whoever asks first, and over for everybody when the last of it is", async () => {
  const seen: string[] = [];
  const { promise, resolve } = Promise.withResolvers<undefined>();
  keepEndOfWork(async () => {
    seen.push("begun");
    await promise;
    seen.push("released");
  });
  const told = ["a signal", "whoever serves"].map(async (who) => {
    await endWork();
    seen.push(`${who} goes on`);
  });
  await new Promise((turn) => setImmediate(turn));
  expect(seen).toEqual(["begun"]);
  resolve(undefined);
  await Promise.all(told);
  expect(seen).toEqual(["begun", "released", "a signal goes on", "whoever serves goes on"]);
});

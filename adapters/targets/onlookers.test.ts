import { expect, it } from "vitest";
import { createOnlookers } from "#adapters/targets/onlookers.ts";

const flush = () => new Promise((resolve) => setImmediate(resolve));

it("asks a target one question at a time, and the same question once for all who ask meanwhile", async () => {
  const look = createOnlookers();
  const first = Promise.withResolvers<string>();
  const begun: string[] = [];
  const ask = (name: string, answer: Promise<string>) => () => {
    begun.push(name);
    return answer;
  };
  const one = look("tgt", "a", ask("a", first.promise));
  const same = look("tgt", "a", ask("a again", first.promise));
  const next = look("tgt", "b", ask("b", Promise.resolve("second")));
  const elsewhere = await look("other", "a", ask("elsewhere", Promise.resolve("at once")));
  expect([elsewhere, ...begun]).toEqual(["at once", "a", "elsewhere"]);
  first.resolve("told");
  expect(await Promise.all([one, same, next])).toEqual(["told", "told", "second"]);
  expect(begun).toEqual(["a", "elsewhere", "b"]);
});

it("waits no longer than it must, leaves a hanging target alone meanwhile, and asks again when it is free", async () => {
  const look = createOnlookers(20);
  const hanging = Promise.withResolvers<string>();
  let asked = 0;
  const other = () => Promise.resolve(`answer ${++asked}`);
  const [a, b] = await Promise.allSettled([look("tgt", "a", () => hanging.promise), look("tgt", "b", other)]);
  expect([a.status, b.status, asked]).toEqual(["rejected", "rejected", 0]);
  hanging.resolve("too late");
  await flush();
  // By whom it was asked, those who gave up or this one, is a matter of moments.
  expect(await look("tgt", "b", other)).toMatch(/^answer /);
});

it("a fault of one question is no fault of the next", async () => {
  const look = createOnlookers();
  const broken = look("tgt", "a", () => Promise.reject(new Error("cut")));
  await expect(broken).rejects.toThrow("cut");
  expect(await look("tgt", "a", () => Promise.resolve("whole"))).toBe("whole");
});

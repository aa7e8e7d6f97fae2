import { describe, expect, it } from "vitest";
import { gather } from "#core/usecases/reconcile/gather.ts";

/** Work that lasts until it is let go, and remembers what it was asked. */
const heldWork = () => {
  const batches: (readonly number[])[] = [];
  const held: (() => void)[] = [];
  const work = async (asked: readonly number[]): Promise<readonly number[]> => {
    batches.push(asked);
    await new Promise<void>((resolve) => held.push(resolve));
    return asked.map((n) => n * 10);
  };
  const letGo = async (): Promise<void> => {
    for (const resolve of held.splice(0)) resolve();
    await turn();
  };
  return { work, batches, letGo };
};
const turn = () => new Promise((resolve) => setTimeout(resolve, 5));

describe("gathered calls", () => {
  it("of one turn are one, and each gets its own answer", async () => {
    const { work, batches, letGo } = heldWork();
    const ask = gather(work);
    const answers = Promise.all([ask(1), ask(2), ask(3)]);
    await turn();
    await letGo();
    expect(await answers).toEqual([10, 20, 30]);
    expect(batches).toEqual([[1, 2, 3]]);
  });

  it("are answered only by work that began after they were asked", async () => {
    const { work, batches, letGo } = heldWork();
    const ask = gather(work);
    const first = [ask(1)];
    await turn();
    first.push(ask(2));
    await turn();
    const late = [ask(3), ask(4)];
    await turn();
    expect(batches).toEqual([[1], [2]]);
    await letGo();
    expect(batches).toEqual([[1], [2], [3, 4]]);
    await letGo();
    expect(await Promise.all([...first, ...late])).toEqual([10, 20, 30, 40]);
  });

  it("that must not be together wait for the next batch", async () => {
    const { work, batches, letGo } = heldWork();
    const ask = gather(work, { apart: (n) => ({ owner: n < 10, keys: [`${n}`, `${-n}`] }) });
    const answers = Promise.all([ask(1), ask(-1), ask(11), ask(2)]);
    await turn();
    await letGo();
    await letGo();
    await letGo();
    expect(await answers).toEqual([10, -10, 110, 20]);
    expect(batches).toEqual([[1, 2], [-1], [11]]);
  });

  it("do not share a fault: where the work for several fails, each is tried alone", async () => {
    const ask = gather((asked: readonly number[]) =>
      asked.includes(13) ? Promise.reject(new Error("unlucky")) : Promise.resolve(asked),
    );
    const answers = await Promise.allSettled([ask(12), ask(13), ask(14)]);
    expect(answers.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
  });
});

import { expect, it, vi } from "vitest";
import { useTestEnvironment } from "#server/testing/use-test-environment.ts";
import { startWorkerLoop, untilDue } from "#server/worker-loop.ts";

useTestEnvironment();

const turn = () => new Promise((resolve) => setImmediate(resolve));

/** Rests no time at all, and remembers how long it should have; after `rounds` of them it never ends. */
const restless = (rounds: number) => {
  const rests: number[] = [];
  const over = Promise.withResolvers<undefined>();
  const wait = async (ms: number, signal: AbortSignal): Promise<void> => {
    rests.push(ms);
    if (rests.length < rounds) return;
    over.resolve(undefined);
    await new Promise((resolve) => signal.addEventListener("abort", resolve, { once: true }));
  };
  return { rests, over: over.promise, bell: { due: () => undefined, wait } };
};

const loop = { name: "a test", random: () => 0, stopMs: 1_000, restMs: () => 7, work: () => Promise.resolve() };

it("rests as long as it says, longer after each failure in a row, and as before after a success", async () => {
  const { rests, over, bell } = restless(6);
  let round = 0;
  const work = () => (++round <= 3 || round === 5 ? Promise.reject(new Error("no database")) : Promise.resolve());
  const worker = startWorkerLoop({ ...loop, bell, work });
  await over;
  await worker.stop();
  expect(rests).toEqual([250, 500, 1000, 7, 250, 7]);
});

it("keeps to its rest from the beginning, whatever fails, where it is steady", async () => {
  const { rests, over, bell } = restless(4);
  const before: number[] = [];
  const work = () => {
    before.push(rests.length);
    return before.length === 2 ? Promise.reject(new Error("no database")) : Promise.resolve();
  };
  const worker = startWorkerLoop({ ...loop, steady: true, bell, work });
  await over;
  await worker.stop();
  expect(rests).toEqual([7, 7, 7, 7]);
  expect(before.slice(0, 3)).toEqual([1, 2, 3]);
});

it("takes it for a failure when nobody can say how long to rest", async () => {
  const { rests, over, bell } = restless(2);
  const restMs = vi.fn().mockRejectedValueOnce(new Error("no clock")).mockReturnValue(7);
  const worker = startWorkerLoop({ ...loop, bell, restMs });
  await over;
  await worker.stop();
  expect(rests).toEqual([250, 7]);
});

it("one round at a time, unless one that takes long goes on beside so many others", async () => {
  for (const [beside, most] of [
    [undefined, 1],
    [{ afterMs: 0, most: 3 }, 3],
  ] as const) {
    const { over, bell } = restless(3);
    const held: (() => void)[] = [];
    const work = () => new Promise<void>((resolve) => held.push(resolve));
    const worker = startWorkerLoop({ ...loop, bell, work, ...(beside ? { beside } : {}) });
    if (beside) await over;
    await turn();
    expect(held).toHaveLength(most);
    for (const resolve of held.splice(0)) resolve();
    const stopped = worker.stop();
    for (const resolve of held.splice(0)) resolve();
    await stopped;
  }
});

it("is told to stop, finishes what is under way and then ends", async () => {
  const events: string[] = [];
  const { promise, resolve } = Promise.withResolvers<undefined>();
  const work = async (_id: string, stopping: AbortSignal) => {
    await promise;
    events.push(`finished, ${stopping.aborted ? "knowing that it must stop" : "knowing nothing"}`);
  };
  const atEnd = () => Promise.resolve(void events.push("ended"));
  const stopped = startWorkerLoop({ ...loop, work, atEnd }).stop();
  await turn();
  resolve(undefined);
  await stopped;
  expect(events).toEqual(["finished, knowing that it must stop", "ended"]);
});

it("does not wait for ever for what hangs", async () => {
  const work = () => new Promise<void>(() => undefined);
  await startWorkerLoop({ ...loop, work, stopMs: 1 }).stop();
});

it("what is due is waited for, neither in a tight loop nor longer than somebody else could need", () => {
  const now = new Date("2026-05-01T00:00:00Z");
  const bounds = { shortestMs: 20, longestMs: 1_000 };
  const restOf = (ms: number | null) => untilDue(ms === null ? null : new Date(now.getTime() + ms), now, bounds);
  expect([null, -500, 20, 300, 5_000].map(restOf)).toEqual([1_000, 20, 20, 300, 1_000]);
});

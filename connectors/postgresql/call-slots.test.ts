import { describe, expect, it } from "vitest";
import { CallSlots } from "./call-slots.ts";

const patient = new AbortController().signal;

describe("CallSlots", () => {
  it("never lets more in than it has, and serves in order", async () => {
    const slots = new CallSlots(2);
    const order: number[] = [];
    let inside = 0;
    await Promise.all(
      Array.from({ length: 10 }, async (_, at) => {
        const giveBack = await slots.take(patient);
        inside += 1;
        expect(inside).toBeLessThanOrEqual(2);
        await Promise.resolve();
        order.push(at);
        inside -= 1;
        giveBack();
      }),
    );
    expect(order).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  it("one who gives up waiting loses its place and nobody else's", async () => {
    const slots = new CallSlots(1);
    const giveBack = await slots.take(patient);
    const impatient = new AbortController();
    const first = slots.take(impatient.signal);
    const second = slots.take(patient);
    impatient.abort(new Error("tired"));
    await expect(first).rejects.toThrow("tired");
    giveBack();
    (await second)();
    (await slots.take(patient))();
  });

  it("a slot given back twice is one slot", async () => {
    const slots = new CallSlots(1);
    const giveBack = await slots.take(patient);
    giveBack();
    giveBack();
    await slots.take(patient);
    await expect(slots.take(AbortSignal.timeout(20))).rejects.toThrow();
  });
});

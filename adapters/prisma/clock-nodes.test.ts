import type pg from "pg";
import { expect, test, vi } from "vitest";
import { createClockNodes } from "./clock-nodes.ts";

/** A pool that has so many connections left, and nothing but the time on them. */
const poolOf = (left: number, query: () => Promise<unknown>) => {
  const release = vi.fn();
  const connect = () =>
    left-- > 0
      ? Promise.resolve({ query, release })
      : Promise.reject(new Error("timeout exceeded when trying to connect"));
  return { pool: { connect } as unknown as pg.Pool, release };
};
const told = () => Promise.resolve({ rows: [{ at: new Date(0) }] });

test("every connection is given back, where all answer, where one does not, and where there are too few", async () => {
  const well = poolOf(3, told);
  expect(await createClockNodes(well.pool).read()).toHaveLength(9);
  expect(well.release).toHaveBeenCalledTimes(3);
  let asked = 0;
  const broken = poolOf(3, () => (asked++ === 1 ? Promise.reject(new Error("cut")) : told()));
  await expect(createClockNodes(broken.pool).read()).rejects.toThrow("cut");
  expect(broken.release).toHaveBeenCalledTimes(3);
  const exhausted = poolOf(2, told);
  await expect(createClockNodes(exhausted.pool).read()).rejects.toThrow("timeout exceeded");
  expect(exhausted.release).toHaveBeenCalledTimes(2);
});

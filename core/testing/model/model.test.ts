import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isLive } from "#core/domain/grant/grant.ts";
import { command, type Command } from "./commands.ts";
import { emptyModel, step, work } from "./model.ts";
import { PurePortal } from "./pure-portal.ts";

const histories = 100_000;
const seed = Number(process.env["LAPSE_SEED"] ?? Math.floor(Math.random() * 2 ** 31));

/** Both must answer the same, and then be the same. */
const follow = (commands: readonly Command[]): void => {
  const portal = new PurePortal();
  let model = emptyModel;
  for (const each of commands) {
    const next = step(model, each);
    if (portal.run(each) !== (next !== null))
      throw new Error(`${JSON.stringify(each)}: should be ${next ? "done" : "refused"}`);
    portal.work();
    model = work(next ?? model);
    expect(portal.requests.map((request) => portal.statusOf(request))).toEqual(
      model.requests.map(({ status }) => status),
    );
    expect(portal.grants.map(isLive)).toEqual(model.grants.map(({ wanted }) => wanted));
    const ready = portal.grants.map(({ holdingId }) => portal.target.has(holdingId));
    if (!model.down) expect(ready).toEqual(model.grants.map(({ wanted }) => wanted));
  }
};

describe("the domain's rules", () => {
  it(`answer and leave what the model does, over ${histories} histories (LAPSE_SEED=${seed})`, () => {
    fc.assert(fc.property(fc.array(command, { minLength: 1, maxLength: 16 }), follow), { numRuns: histories, seed });
  }, 600_000);
});

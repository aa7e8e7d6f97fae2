import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { type Company, createCompany } from "#core/testing/company.ts";
import { openTestCore } from "#core/testing/open-test-core.ts";
import { command, type Command } from "./commands.ts";
import { bound, emptyModel, type Model, step, work } from "./model.ts";
import { PortalUnderTest } from "./portal-under-test.ts";

const histories = 200;
const seed = Number(process.env["LAPSE_SEED"] ?? Math.floor(Math.random() * 2 ** 31));

const site = await openTestCore();
const { core, other } = site;
let company: Company;
beforeAll(async () => {
  company = await createCompany(core);
});

/** One command, or two that meet: each goes through a process of its own. */
type Turn = readonly [Command] | readonly [Command, Command];
const turn: fc.Arbitrary<Turn> = fc.oneof(fc.tuple(command), fc.tuple(command, command));

interface Answered {
  readonly model: Model;
  readonly answers: readonly boolean[];
}

const inOrder = (model: Model, commands: Turn, places: readonly number[]): Answered => {
  const answers: boolean[] = [];
  let now = model;
  for (const place of places) {
    const each = commands[place];
    const next = each ? step(now, bound(model, each)) : null;
    answers[place] = next !== null;
    now = next ?? now;
  }
  return { model: work(now), answers };
};

/** Somebody who was still enabled when they called, and no longer when it was decided, is told no; nothing is granted. */
const deniedInPassing = (model: Model, [first, second]: Turn): readonly Answered[] => {
  const [disabling, asking] = first.do === "disable" ? [first, second] : [second, first];
  if (disabling?.do !== "disable" || asking?.do !== "ask" || disabling.who !== asking.who) return [];
  const after = step(model, disabling);
  if (!after) return [];
  const denied = { who: asking.who, action: asking.action, status: "denied", yes: [] } as const;
  return [{ model: work({ ...after, requests: [...after.requests, denied] }), answers: [true, true] }];
};

/** A policy that another one replaces at once may never have been asked about anything. */
const replacedInPassing = (model: Model, commands: Turn): readonly Answered[] => {
  if (commands.length < 2 || commands.some((each) => each.do !== "policy")) return [];
  return commands.flatMap((last) => {
    const after = step(model, last);
    return after ? [{ model: work(after), answers: [true, true] }] : [];
  });
};

const shown = ({ model, answers }: Answered): unknown => ({
  answers,
  requests: model.requests.map(({ status }) => status),
  wanted: model.grants.map(({ wanted }) => wanted),
  ...(model.down ? {} : { present: model.grants.map(({ wanted }) => wanted) }),
});

/** What the portal does is what the model does in one of the orders. */
const follow = async (turns: readonly Turn[]): Promise<void> => {
  const portal = await PortalUnderTest.begin(site, company);
  let possible: readonly Model[] = [emptyModel];
  for (const [place, commands] of turns.entries()) {
    const cores = place % 2 === 0 ? [core, other] : [other, core];
    const there = await portal.look();
    const answers = await Promise.all(commands.map((each, at) => portal.run(cores[at] ?? core, each, there)));
    await portal.work(cores[1] ?? core);
    const places = commands.map((_, at) => at);
    const orders = possible.flatMap((model) => [
      inOrder(model, commands, places),
      inOrder(model, commands, places.toReversed()),
      ...deniedInPassing(model, commands),
      ...replacedInPassing(model, commands),
    ]);
    const present = await portal.present();
    const seen = { answers, requests: await portal.requestStatuses(), wanted: await portal.wanted() };
    const fitting = orders.filter(
      (each) => JSON.stringify(shown(each)) === JSON.stringify({ ...seen, ...(each.model.down ? {} : { present }) }),
    );
    if (fitting.length === 0) expect({ commands, ...seen, present }).toEqual({ commands, oneOf: orders.map(shown) });
    possible = [...new Map(fitting.map(({ model }) => [JSON.stringify(model), model])).values()];
  }
};

describe("the portal on PostgreSQL", () => {
  it(`answers and leaves what the model does, over ${histories} histories in which two processes meet (LAPSE_SEED=${seed})`, async () => {
    await fc.assert(fc.asyncProperty(fc.array(turn, { minLength: 3, maxLength: 10 }), follow), {
      numRuns: histories,
      seed,
      endOnFailure: true,
    });
  }, 600_000);
});

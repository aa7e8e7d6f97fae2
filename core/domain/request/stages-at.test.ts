import { describe, expect, it } from "vitest";
import type { PersonId } from "#core/domain/ids.ts";
import type { DecisionStage } from "#core/domain/policy/decision.ts";
import { checkVote } from "#core/domain/request/check-vote.ts";
import { canDecideAt, routeRequest } from "#core/domain/request/route-request.ts";
import type { Vote } from "#core/domain/request/request.ts";
import { stagesAt } from "#core/domain/request/stages-at.ts";
import { aRequest, aStage, aVote, person } from "#core/testing/requests.ts";
import { at } from "#core/testing/grants.ts";

const [ana, ben, cleo] = [person("ana"), person("ben"), person("cleo")];
const [dan, eve, ines] = [person("dan"), person("eve"), person("ines")];
const approve = { vote: "approve", digest: "shown" } as const;

const away = (stage: DecisionStage, ...pairs: readonly (readonly [by: PersonId, of: PersonId])[]): DecisionStage => ({
  ...stage,
  standIns: pairs.map(([by, of]) => ({ by, for: of })),
});
const silent = (stage: DecisionStage, after: number, ...names: PersonId[]): DecisionStage => ({
  ...stage,
  escalateAfterSeconds: after,
  escalateTo: ["group:leads"],
  escalateApprovers: names,
});
const vote = (
  stages: readonly DecisionStage[],
  votes: readonly Vote[],
  voter: PersonId,
  seconds = 5,
  ordered = false,
) => checkVote(aRequest(), { stages, ordered }, votes, voter, approve, at(seconds));

describe("somebody who stands in", () => {
  const stages = [away(aStage(0, 1, ana), [ben, ana]), aStage(1, 1, cleo)];

  it("votes for the person who is away, and the vote is that person's", () => {
    expect(vote(stages, [], ben)).toMatchObject({ ok: true, value: { forId: ana, stage: 0, outcome: "waiting" } });
    const done = [aVote(ben, { forId: ana })];
    expect(vote(stages, done, cleo)).toMatchObject({ ok: true, value: { forId: null, outcome: "approved" } });
    expect(stagesAt(aRequest(), { stages, ordered: false }, done, at(5))[0]?.approvedBy).toEqual([ana]);
  });

  it.each<[string, readonly DecisionStage[], readonly Vote[], PersonId, string]>([
    ["after the person has voted", stages, [aVote(ana)], ben, "already_voted"],
    ["twice", stages, [aVote(ben, { forId: ana })], ben, "already_voted"],
    ["before the person, who then cannot", stages, [aVote(ben, { forId: ana })], ana, "already_voted"],
    ["for whom no stage names", [away(aStage(0, 1, cleo), [ben, ana])], [], ben, "not_found"],
    ["through another stand-in", [away(aStage(0, 1, ana), [ben, ana], [dan, ben])], [], dan, "not_found"],
    ["when they asked for it", [away(aStage(0, 1, ana), [ines, ana])], [], ines, "own_request"],
    [
      "for somebody who has spoken for a third",
      [away(aStage(0, 2, ana, ben), [ben, ana], [cleo, ben])],
      [aVote(ben, { forId: ana })],
      cleo,
      "already_voted",
    ],
  ])("is refused %s", (_name, named, votes, voter, error) => {
    expect(vote(named, votes, voter)).toEqual({ ok: false, error });
  });

  it("counts once where they are an approver themselves: in their own name while that fills a place", () => {
    const two = [away(aStage(0, 2, ana, ben), [ben, ana])];
    expect(vote(two, [], ben)).toMatchObject({ ok: true, value: { forId: null, outcome: "waiting" } });
    expect(vote(two, [aVote(ben)], ben)).toEqual({ ok: false, error: "already_voted" });
    const apart = [aStage(0, 1, ben, dan), away(aStage(1, 1, ana), [ben, ana])];
    expect(vote(apart, [aVote(dan)], ben)).toMatchObject({ ok: true, value: { forId: ana, outcome: "approved" } });
  });

  it("no longer counts once they do not stand in any more, and the person may vote", () => {
    const back = [aStage(0, 1, ana), aStage(1, 1, cleo)];
    const cast = [aVote(ben, { forId: ana })];
    expect(vote(back, cast, cleo)).toMatchObject({ ok: true, value: { outcome: "waiting" } });
    expect(vote(back, cast, ana)).toMatchObject({ ok: true, value: { forId: null, stage: 0 } });
    const settled = stagesAt(aRequest(), { stages: back, ordered: false }, cast, at(5), "then");
    expect(settled[0]?.passed, "what they approved while they did stays approved").toBe(true);
  });

  it("stands for nobody who lost the right", () => {
    const without = [away(aStage(0, 1, dan), [ben, ana]), aStage(1, 1, cleo)];
    expect(vote(without, [aVote(ben, { forId: ana })], cleo)).toMatchObject({
      ok: true,
      value: { outcome: "waiting" },
    });
  });
});

describe("silence", () => {
  const stages = [silent(aStage(0, 1, ana), 60, dan), aStage(1, 1, cleo)];

  it.each([
    ["one millisecond before", at(60, -1), false],
    ["at exactly the time", at(60), true],
  ])("brings in whom escalation names: %s", (_name, now, may) => {
    expect(checkVote(aRequest(), { stages, ordered: false }, [], dan, approve, now).ok).toBe(may);
  });

  it("takes nothing from those who were named first", () => {
    expect(vote(stages, [], ana, 70)).toMatchObject({ ok: true, value: { stage: 0 } });
  });

  it("of a stage that has passed escalates nothing", () => {
    expect(routeRequest(aRequest(), { stages, ordered: false }, [aVote(ana)], at(5))).toMatchObject({
      approverIds: [cleo],
      lateApprovers: {},
      escalatesAt: null,
    });
  });

  it("is counted from when the stage before passed, where stages are ordered", () => {
    const ordered = { stages: [aStage(0, 1, cleo), silent(aStage(1, 1, ana), 60, dan)], ordered: true };
    const passed = [aVote(cleo, { createdAt: at(50) })];
    const escalated = (seconds: number, votes: readonly Vote[]) =>
      stagesAt(aRequest(), ordered, votes, at(seconds))[1]?.escalated;
    expect(escalated(99, [])).toBe(false);
    expect(escalated(109, passed)).toBe(false);
    expect(escalated(110, passed)).toBe(true);
  });

  it("need not be waited for once nobody else could be told", () => {
    const request = aRequest({ escalatedAt: at(1) });
    expect(checkVote(request, { stages, ordered: false }, [], dan, approve, at(2)).ok).toBe(true);
  });

  it("lets stand-ins of those it brings in decide from the same instant, and not before", () => {
    const later = [away(silent(aStage(0, 1, ana), 60, dan), [eve, dan])];
    expect(vote(later, [], eve, 59)).toEqual({ ok: false, error: "not_found" });
    expect(vote(later, [], eve, 60)).toMatchObject({ ok: true, value: { forId: dan } });
    const route = routeRequest(aRequest(), { stages: later, ordered: false }, [], at(5));
    expect(route).toMatchObject({ approverIds: [ana], escalatesAt: at(60) });
    expect([59, 60].map((seconds) => canDecideAt(route, eve, at(seconds)))).toEqual([false, true]);
  });
});

describe("who can decide now", () => {
  const stages = [away(aStage(0, 1, ana), [ben, ana]), aStage(1, 1, cleo)];
  const deciders = (ordered: boolean, votes: readonly Vote[] = []) =>
    routeRequest(aRequest(), { stages, ordered }, votes, at(5)).approverIds;

  it("are all stages' people at once, stand-ins among them", () => {
    expect(deciders(false)).toEqual([ana, ben, cleo]);
    expect(deciders(false, [aVote(ana)])).toEqual([cleo]);
  });

  it("are the people of the stage whose turn it is, where stages are ordered", () => {
    expect(deciders(true)).toEqual([ana, ben]);
    expect(deciders(true, [aVote(ana)])).toEqual([cleo]);
  });
});

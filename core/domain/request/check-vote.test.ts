import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkVote } from "#core/domain/request/check-vote.ts";
import { allPassed, stageProgress } from "#core/domain/request/stage-progress.ts";
import { at } from "#core/testing/grants.ts";
import { aRequest, aStage, aVote, person } from "#core/testing/requests.ts";

const [ana, ben, cleo, ines] = [person("ana"), person("ben"), person("cleo"), person("ines")];

const approve = { vote: "approve", digest: "shown" } as const;
const deny = { vote: "deny", digest: "shown" } as const;
const both = [aStage(0, 1, ana, ben), aStage(1, 1, cleo)];

describe("a vote", () => {
  it.each([
    ["of one of two stages waits", both, [], ana, approve, { outcome: "waiting", stage: 0 }],
    ["of the last stage approves", both, [aVote(ana)], cleo, approve, { outcome: "approved", stage: 1 }],
    ["of a second person in a full stage fills nothing", both, [aVote(ana)], ben, approve, { outcome: "waiting" }],
    ["against is final", both, [aVote(ana)], cleo, deny, { outcome: "denied" }],
    ["counts two of two", [aStage(0, 2, ana, ben)], [aVote(ana)], ben, approve, { outcome: "approved" }],
    ["waits for the second of two", [aStage(0, 2, ana, ben)], [], ben, approve, { outcome: "waiting" }],
  ])("%s", (_name, stages, votes, voter, ballot, effect) => {
    const result = checkVote(aRequest(), { stages, ordered: false }, votes, voter, ballot, at(5));
    expect(result).toMatchObject({ ok: true, value: effect });
  });

  it.each([
    ["of the requester", aRequest(), both, [], ines, approve, at(5), "own_request"],
    ["of the holder", aRequest({ requesterId: ben, holderId: ana }), both, [], ana, approve, at(5), "own_request"],
    ["of a requester whom a stage names", aRequest({ requesterId: ana }), both, [], ana, approve, at(5), "own_request"],
    ["of somebody whom no stage names", aRequest(), both, [], person("dan"), approve, at(5), "not_found"],
    ["a second time", aRequest(), both, [aVote(ana)], ana, approve, at(5), "already_voted"],
    ["for what was shown before", aRequest(), both, [], ana, { ...approve, digest: "older" }, at(5), "stale"],
    [
      "one millisecond before the lapse is in time, at the lapse not",
      aRequest(),
      both,
      [],
      ana,
      approve,
      at(100),
      "lapsed",
    ],
    ["on an approved request", aRequest({ status: "approved" }), both, [], ana, approve, at(5), "not_pending"],
    ["on a cancelled request", aRequest({ status: "cancelled" }), both, [], ana, approve, at(5), "not_pending"],
    [
      "for longer than was asked",
      aRequest(),
      both,
      [],
      ana,
      { ...approve, durationSeconds: 3601 },
      at(5),
      "longer_than_asked",
    ],
  ])("%s is refused", (_name, request, stages, votes, voter, ballot, now, code) => {
    expect(checkVote(request, { stages, ordered: false }, votes, voter, ballot, now)).toEqual({
      ok: false,
      error: code,
    });
  });

  it("one millisecond before the lapse counts", () => {
    expect(checkVote(aRequest(), { stages: both, ordered: false }, [], ana, approve, at(100, -1)).ok).toBe(true);
  });

  it("the shortest duration that an approver gave holds", () => {
    const votes = [aVote(ana, { durationSeconds: 900 })];
    const result = checkVote(
      aRequest(),
      { stages: both, ordered: false },
      votes,
      cleo,
      { ...approve, durationSeconds: 1800 },
      at(5),
    );
    expect(result).toMatchObject({ ok: true, value: { outcome: "approved", durationSeconds: 900 } });
  });

  it("of a later stage waits for its turn where stages are ordered", () => {
    const routing = { stages: both, ordered: true };
    expect(checkVote(aRequest(), routing, [], cleo, approve, at(5))).toEqual({ ok: false, error: "not_your_turn" });
    expect(checkVote(aRequest(), routing, [aVote(ana)], cleo, approve, at(5)).ok).toBe(true);
  });

  it("of somebody who lost the right no longer counts", () => {
    const withoutAna = [aStage(0, 1, ben), aStage(1, 1, cleo)];
    const result = checkVote(aRequest(), { stages: withoutAna, ordered: false }, [aVote(ana)], cleo, approve, at(5));
    expect(result).toMatchObject({ ok: true, value: { outcome: "waiting" } });
  });
});

describe("stages", () => {
  const people = [ana, ben, cleo, person("dan")];
  const anyStages = fc
    .array(fc.record({ need: fc.integer({ min: 1, max: 2 }), approvers: fc.subarray(people) }), { maxLength: 3 })
    .map((stages) => stages.map(({ need, approvers }, index) => aStage(index, need, ...approvers)));

  it("are passed by different people only, each in a stage that names them", () => {
    fc.assert(
      fc.property(anyStages, fc.shuffledSubarray(people), (stages, approvers) => {
        const progress = stageProgress(stages, approvers);
        const seated = progress.flatMap(({ approvedBy }) => approvedBy);
        expect(new Set(seated).size).toBe(seated.length);
        for (const { index, approvedBy } of progress)
          for (const who of approvedBy) expect(stages[index]?.approvers).toContain(who);
      }),
    );
  });

  it("pass whatever the order in which the same people voted", () => {
    fc.assert(
      fc.property(anyStages, fc.shuffledSubarray(people), (stages, approvers) => {
        const forwards = allPassed(stageProgress(stages, approvers));
        expect(allPassed(stageProgress(stages, [...approvers].reverse()))).toBe(forwards);
      }),
    );
  });

  it("find the place for somebody whom two stages name", () => {
    const progress = stageProgress([aStage(0, 1, ana, ben), aStage(1, 1, ana)], [ana, ben]);
    expect(progress.map(({ approvedBy }) => approvedBy)).toEqual([[ben], [ana]]);
  });

  it("of nobody never pass", () => {
    expect(allPassed(stageProgress([], [ana]))).toBe(false);
  });
});

import { describe, expect, test } from "vitest";
import { combineDecisions } from "#core/domain/policy/combine-decisions.ts";
import { decide } from "#core/domain/policy/decide.ts";
import type { Decision } from "#core/domain/policy/decision.ts";
import {
  type Ask,
  type Company,
  directoryOf,
  factsOf,
  personFacts,
  policyOf,
} from "#core/domain/policy/fixture-company.ts";
import { allPassed } from "#core/domain/request/stage-progress.ts";
import { checkVote } from "#core/domain/request/check-vote.ts";
import { type NewAnswer, reroute, stillApproved } from "#core/domain/request/redecide.ts";
import type { Request, Vote } from "#core/domain/request/request.ts";
import { at } from "#core/testing/grants.ts";
import { aRequest, aStage, aVote, person } from "#core/testing/requests.ts";

/** What other portals test or got wrong, as tables: names of the cases follow theirs where they have one. */
const decided = (rules: readonly unknown[], company: Company = {}, ask: Ask = {}): Decision =>
  decide(policyOf(rules), factsOf(ask), { directory: directoryOf(company), policyVersion: "1" });
const [ana, ben, cleo, dan] = [person("ana"), person("ben"), person("cleo"), person("dan")];
const approve = { vote: "approve", digest: "shown" } as const;
const deny = { vote: "deny", digest: "shown" } as const;

describe("thresholds and denial (the cases of teleport's access_request_test.go)", () => {
  type Cast = readonly [who: typeof ana, ballot: typeof approve | typeof deny, outcome: string];
  test.each<[string, number, readonly Cast[]]>([
    ["one approval is enough", 1, [[ana, approve, "approved"]]],
    ["one denial is enough", 1, [[ana, deny, "denied"]]],
    [
      "two of two",
      2,
      [
        [ana, approve, "waiting"],
        [ben, approve, "approved"],
      ],
    ],
    [
      "approve, then deny",
      2,
      [
        [ana, approve, "waiting"],
        [ben, deny, "denied"],
      ],
    ],
    [
      "two of two by the same person",
      2,
      [
        [ana, approve, "waiting"],
        [ana, approve, "already_voted"],
      ],
    ],
    [
      "three of four, the fourth not needed",
      3,
      [
        [ana, approve, "waiting"],
        [ben, approve, "waiting"],
        [cleo, approve, "approved"],
      ],
    ],
    [
      "a denial after two of three",
      3,
      [
        [ana, approve, "waiting"],
        [ben, approve, "waiting"],
        [dan, deny, "denied"],
      ],
    ],
  ])("%s", (_name, need, casts) => {
    const votes: Vote[] = [];
    const routing = { stages: [aStage(0, need, ana, ben, cleo, dan)], ordered: false };
    for (const [who, ballot, expected] of casts) {
      const effect = checkVote(aRequest(), routing, votes, who, ballot, at(5));
      expect(effect.ok ? effect.value.outcome : effect.error).toBe(expected);
      if (effect.ok) votes.push(aVote(who, { vote: ballot.vote }));
    }
  });
});

describe("deny shadows allow in any order", () => {
  const no = { id: "no", who: { groups: ["engineering"] }, then: { deny: "Not today." } };
  const yes = { id: "yes", then: { autoApprove: true, maxDuration: "8h" } };
  test.each([
    ["first", [no, yes]],
    ["last", [yes, no]],
    ["between", [yes, no, { ...yes, id: "again" }]],
  ])("%s", (_name, rules) => {
    expect(decided(rules)).toMatchObject({ outcome: "deny", ruleId: "no" });
  });
});

describe("a failing condition fails closed, and so does missing input", () => {
  const allow = (when: string) => [{ id: "r", when, then: { autoApprove: true, maxDuration: "8h" } }];
  const forbid = (when: string) => [
    { id: "d", when, then: { deny: "No." } },
    { id: "a", then: { autoApprove: true, maxDuration: "8h" } },
  ];
  test.each<[string, readonly unknown[], string]>([
    ["an attribute that nobody set does not allow", allow("person.attributes.level >= 2"), "no_rule_matches"],
    ["and does deny", forbid("person.attributes.level < 2"), "denied_by_failed_condition"],
    ["a session where nobody is signed in does not allow", allow("session.deviceKnown"), "no_rule_matches"],
    ["and does deny", forbid("!session.deviceKnown"), "denied_by_failed_condition"],
    ["a start that was not asked for does not allow", allow("request.startsAt > now"), "no_rule_matches"],
    ["a tag that the resource lacks does not allow", allow('resource.tags.team == "x"'), "no_rule_matches"],
  ])("%s", (_name, rules, code) => {
    expect(decided(rules)).toMatchObject({ outcome: "deny", reasons: [{ code }] });
  });
});

describe("nobody is left to decide", () => {
  const rules = (from: string) => [{ id: "r", then: { approval: [{ from: [from], need: 1 }], maxDuration: "8h" } }];
  test.each<[string, string, Company, Ask, string]>([
    ["the sole approver is the requester", "group:owners", { groups: { owners: ["alice"] } }, {}, "deny"],
    ["through a nested group", "group:outer", { groups: { outer: ["alice"] } }, {}, "deny"],
    ["the requester's manager is themself", "requester.manager", { managers: { alice: "alice" } }, {}, "deny"],
    [
      "the manager would hold it",
      "requester.manager",
      { managers: { alice: "bob" } },
      { holder: personFacts("bob") },
      "deny",
    ],
    [
      "the sole approver's stand-in is the requester",
      "group:owners",
      { groups: { owners: ["olga"] }, standIns: { olga: ["alice"] } },
      {},
      "needs-approval",
    ],
  ])("%s", (_name, from, company, ask, outcome) => {
    const decision = decided(rules(from), company, ask);
    expect(decision.outcome).toBe(outcome);
    for (const stage of decision.stages) expect(stage.standIns ?? []).toEqual([]);
  });

  test("the approver group is deleted while a request waits: the request is denied with the reason", () => {
    const decision = combineDecisions([
      { entitlementId: "e", decision: decided(rules("group:owners"), { groups: {} }) },
    ]);
    const answer = { decision, facts: aRequest().facts, policyNumber: 1, entitlements: [], wholeSeconds: 3600 };
    expect(reroute(aRequest(), answer, [], at(5))).toBeNull();
    expect(decision.items[0]?.decision.reasons).toMatchObject([{ code: "nobody_can_decide" }]);
  });
});

describe("what changes after a vote", () => {
  const isComplete = (request: Request, answer: NewAnswer, votes: readonly Vote[], now: Date): boolean =>
    allPassed(reroute(request, answer, votes, now)?.stages ?? []);
  const answerOf = (need: number, ...approvers: (typeof ana)[]) => ({
    decision: { ...aRequest().decision, stages: [aStage(0, need, ...approvers)] },
    facts: aRequest().facts,
    policyNumber: 2,
    entitlements: [],
    wholeSeconds: 3600,
  });
  const subjected = (votes: Vote[], need: number, ...approvers: (typeof ana)[]) => {
    const answer = answerOf(need, ...approvers);
    const { request } = reroute(aRequest(), answer, [], at(5))!;
    return { request, answer, votes: votes.map((vote) => ({ ...vote, subject: request.subject })) };
  };

  test("a requirement that is raised after an approval asks for more, and ends what was scheduled", () => {
    const { request, answer, votes } = subjected([aVote(ana)], 2, ana, ben);
    expect(isComplete(request, answer, votes, at(6))).toBe(false);
    expect(stillApproved(request, answer, votes, at(6))).toBe(false);
    const second = checkVote(
      request,
      { stages: answer.decision.stages, ordered: false },
      votes,
      ben,
      { ...approve, digest: request.digest },
      at(6),
    );
    expect(second).toMatchObject({ ok: true, value: { outcome: "approved" } });
  });

  test("a requirement that is lowered is met by the votes that were cast", () => {
    const { request, answer, votes } = subjected([aVote(ana)], 1, ana, ben);
    expect(isComplete(request, answer, votes, at(6))).toBe(true);
  });

  test("an approver who lost the right is not behind what starts later", () => {
    const { request, answer, votes } = subjected([aVote(ana)], 1, ben);
    expect(stillApproved(request, answer, votes, at(6))).toBe(false);
  });

  test("eligibility that is lost between approval and a scheduled start ends it, whatever the votes", () => {
    const { request, answer, votes } = subjected([aVote(ana)], 1, ana);
    expect(stillApproved(request, answer, votes, at(6))).toBe(true);
    const denied = { ...answer, decision: { ...answer.decision, outcome: "deny", stages: [] } as const };
    expect(stillApproved(request, denied, votes, at(6))).toBe(false);
  });

  test("an entitlement that means something else by then was approved by nobody", () => {
    const { request, answer, votes } = subjected([aVote(ana)], 1, ana);
    const changed = { ...answer, entitlements: [{ id: "ent_x", version: 2 } as never] };
    expect(stillApproved(request, changed, votes, at(6))).toBe(false);
  });

  test("a vote at or after the lapse counts for nothing", () => {
    const routing = { stages: [aStage(0, 1, ana)], ordered: false };
    expect(checkVote(aRequest(), routing, [], ana, approve, at(100))).toEqual({ ok: false, error: "lapsed" });
  });
});

test("of two rules with different maxima the first decides, and only what it allows", () => {
  const rules = [
    { id: "short", what: { actions: ["read"] }, then: { autoApprove: true, maxDuration: "1h" } },
    { id: "long", then: { approval: [{ from: ["group:owners"], need: 1 }], maxDuration: "8h" } },
  ];
  const company = { groups: { owners: ["olga"] } };
  const asked = (durationSeconds: number) => decided(rules, company, { request: { durationSeconds } });
  expect(asked(3_600)).toMatchObject({ ruleId: "short", maxDurationSeconds: 3_600 });
  expect(asked(3_601)).toMatchObject({ ruleId: "long", maxDurationSeconds: 28_800 });
  expect(asked(28_801)).toMatchObject({ outcome: "deny", reasons: [{ code: "no_rule_matches" }] });
});

describe("an agent that asks for somebody, and a chain of stand-ins", () => {
  const rules = [
    {
      id: "r",
      who: { groups: ["engineering"] },
      then: { approval: [{ from: ["group:owners"], need: 1 }], maxDuration: "8h" },
    },
  ];
  const company = { groups: { owners: ["olga", "bot"] }, standIns: { olga: ["otto"], otto: ["bot"] } };
  test("both must be allowed, and neither decides", () => {
    const bot = personFacts("bot", { groups: ["engineering"] });
    const bob = personFacts("bob", { groups: ["engineering"] });
    const decision = decided(rules, company, { person: bot, holder: bob });
    expect(decision.stages).toMatchObject([
      { approvers: ["per_olga"], standIns: [{ by: "per_otto", for: "per_olga" }] },
    ]);
    expect(decided(rules, company, { person: bot, holder: personFacts("eve") }).outcome).toBe("deny");
  });
  test("whoever stands in for a stand-in votes for nobody", () => {
    expect(decided(rules, company).stages[0]?.standIns).toEqual([{ by: "per_otto", for: "per_olga" }]);
  });
});

describe("hours by the wall, across the changes of the clock", () => {
  const rules = [
    {
      id: "office",
      when: "now.getHours(person.timezone) >= 9 && now.getHours(person.timezone) < 17",
      then: { autoApprove: true, maxDuration: "1h" },
    },
  ];
  test.each<[zone: string, now: string, allowed: boolean]>([
    ["Europe/Berlin", "2026-03-28T08:00:00Z", true],
    ["Europe/Berlin", "2026-03-28T07:59:59Z", false],
    ["Europe/Berlin", "2026-03-29T07:00:00Z", true],
    ["Europe/Berlin", "2026-03-29T15:00:00Z", false],
    ["Europe/Berlin", "2026-10-25T07:59:59Z", false],
    ["Europe/Berlin", "2026-10-25T08:00:00Z", true],
    ["America/New_York", "2026-03-08T13:00:00Z", true],
    ["America/New_York", "2026-03-07T13:59:59Z", false],
    ["Asia/Kolkata", "2026-03-29T03:30:00Z", true],
    ["Asia/Kolkata", "2026-03-29T03:29:59Z", false],
    ["Australia/Lord_Howe", "2026-04-04T22:30:00Z", true],
    ["Nowhere/Else", "2026-03-29T12:00:00Z", false],
  ])("in %s at %s: %s", (timezone, now, allowed) => {
    const decision = decided(rules, {}, { person: personFacts("alice", { timezone }), now });
    expect(decision.outcome).toBe(allowed ? "auto-approve" : "deny");
  });
});

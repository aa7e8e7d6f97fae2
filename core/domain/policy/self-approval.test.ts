import fc from "fast-check";
import { expect, test } from "vitest";
import type { Delegation } from "#core/domain/delegation/delegation.ts";
import type { Group, Person } from "#core/domain/directory/person.ts";
import type { DelegationId, GroupId, PersonId } from "#core/domain/ids.ts";
import { decide } from "#core/domain/policy/decide.ts";
import { factsOf, personFacts, policyOf } from "#core/domain/policy/fixture-company.ts";
import { checkVote } from "#core/domain/request/check-vote.ts";
import { routeRequest } from "#core/domain/request/route-request.ts";
import type { Request, Vote } from "#core/domain/request/request.ts";
import { directoryOf } from "#adapters/prisma/directory-of.ts";
import { at } from "#core/testing/grants.ts";
import { isFull } from "#core/testing/is-full.ts";
import { aRequest, aVote } from "#core/testing/requests.ts";

/**
 * Every way of reaching a vote that a directory can hold: groups within groups (and around in circles), owners, managers,
 * on-call, stand-ins and their stand-ins, requests on behalf of somebody, two records of one person. Whoever asked or would
 * hold is behind no vote that counts, whatever the order in which everybody tries.
 */
const names = ["ines", "tom", "ana", "ben", "cleo"] as const;
const groupNames = ["g0", "g1", "g2"] as const;
const idOf = (name: string): PersonId => `per_${name}` as PersonId;

const group = fc.record({ members: fc.subarray([...names]), inner: fc.subarray([...groupNames]) });
const reference = fc.oneof(
  fc.constantFrom("resource.owners", "requester.manager", "onCall:g0", "onCall:g1"),
  fc.constantFrom(...groupNames).map((name) => `group:${name}`),
  fc.constantFrom(...names).map((name) => `person:${name}@example.test`),
);
const stage = fc.record({
  from: fc.uniqueArray(reference, { minLength: 1, maxLength: 3 }),
  need: fc.integer({ min: 1, max: 2 }),
  escalateTo: fc.uniqueArray(reference, { minLength: 1, maxLength: 2 }),
});
const company = fc.record({
  groups: fc.tuple(group, group, group),
  managers: fc.record(
    Object.fromEntries(names.map((name) => [name, fc.option(fc.constantFrom(...names), { nil: null })])),
  ),
  away: fc.array(fc.record({ person: fc.constantFrom(...names), delegate: fc.constantFrom(...names) }), {
    maxLength: 6,
  }),
  onCall: fc.subarray([...names]),
  /** Which person's address the requester's second record has. */
  twin: fc.option(fc.constantFrom("ana", "ben"), { nil: null, freq: 4 }),
});
const wish = fc.record({
  stages: fc.array(stage, { minLength: 1, maxLength: 2 }),
  ordered: fc.boolean(),
  owners: fc.uniqueArray(
    reference.filter((each) => each.startsWith("group:") || each.startsWith("person:")),
    { maxLength: 2 },
  ),
  holder: fc.constantFrom("ines", "tom"),
  later: fc.boolean(),
});
const tries = fc.array(fc.constantFrom(...names), { minLength: 4, maxLength: 12 });

type Company = typeof company extends fc.Arbitrary<infer T> ? T : never;
type Wish = typeof wish extends fc.Arbitrary<infer T> ? T : never;

const peopleOf = ({ managers, onCall }: Company): Person[] =>
  names.map((name) => ({
    ...{ id: idOf(name), version: 1, email: `${name}@example.test`, name, timezone: "UTC", roles: [], attributes: {} },
    ...{ onCall: onCall.includes(name), source: "local", disabledAt: null, createdAt: at(0) },
    managerId: managers[name] ? idOf(managers[name]) : null,
  }));
const groupsOf = ({ groups }: Company): Group[] =>
  groups.map(({ members, inner }, index) => ({
    ...{ id: `grp_g${index}` as GroupId, version: 1, name: `g${index}`, source: "local", createdAt: at(0) },
    ...{ personIds: members.map(idOf), groupIds: inner.map((name) => `grp_${name}` as GroupId) },
  }));
const delegationsOf = ({ away }: Company): Delegation[] =>
  away.map(({ person, delegate }, index) => ({
    ...{ id: `del_${index}` as DelegationId, version: 1, personId: idOf(person), delegateId: idOf(delegate) },
    ...{ requestId: null, note: null, startsAt: at(-10), endsAt: at(1_000), endedAt: null, createdAt: at(-10) },
  }));

const routed = (made: Company, { stages, ordered, owners, holder }: Wish) => {
  const [people, groups, delegations] = [peopleOf(made), groupsOf(made), delegationsOf(made)];
  const rows = { people, groups, delegations, schedules: [], readings: [] };
  const { directory } = directoryOf(rows).directoryAt(at(5));
  const approval = stages.map((each) => ({ ...each, escalateAfter: "30s" }));
  const policy = policyOf([{ id: "r", then: { approval, ordered, maxDuration: "8h" } }]);
  const asking = made.twin === null ? personFacts("ines") : personFacts("ines", { email: `${made.twin}@example.test` });
  const facts = factsOf({
    person: asking,
    holder: holder === "ines" ? asking : personFacts("tom"),
    resource: { owners },
  });
  return { decision: decide(policy, facts, { directory, policyVersion: "1" }), asking };
};

let granted = 0;

test("nobody is behind the approval of what they asked for or would hold, by any path", () => {
  fc.assert(
    fc.property(company, wish, tries, (made, asked, voters) => {
      const { decision } = routed(made, asked);
      if (decision.outcome !== "needs-approval") return;
      const parties = [idOf("ines"), idOf(asked.holder), ...(made.twin === null ? [] : [idOf(made.twin)])];
      const request: Request = aRequest({ requesterId: idOf("ines"), holderId: idOf(asked.holder) });
      const votes: Vote[] = [];
      const now = at(asked.later ? 40 : 5);
      const routing = { stages: decision.stages, ordered: decision.ordered };
      for (const voter of voters) {
        const ballot = { vote: "approve", digest: request.digest } as const;
        const route = routeRequest(request, routing, votes, now);
        for (const party of parties) expect(route.approverIds).not.toContain(party);
        const effect = checkVote(request, routing, votes, idOf(voter), ballot, now);
        if (!effect.ok) continue;
        const { forId, outcome } = effect.value;
        votes.push(aVote(idOf(voter), { forId, createdAt: now }));
        const behind = votes.flatMap((vote) => [vote.voterId, ...(vote.forId ? [vote.forId] : [])]);
        for (const party of parties) expect(behind).not.toContain(party);
        expect(new Set(behind).size, "nobody is behind two votes").toBe(behind.length);
        if (outcome !== "approved") continue;
        granted += 1;
        const need = decision.stages.reduce((sum, each) => sum + each.need, 0);
        expect(new Set(votes.map((vote) => vote.voterId)).size).toBeGreaterThanOrEqual(need);
        return;
      }
    }),
    { numRuns: isFull ? 20_000 : 2_000 },
  );
  expect(granted, "many of the paths lead to an approval by others").toBeGreaterThan(50);
});

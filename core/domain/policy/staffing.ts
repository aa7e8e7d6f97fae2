import { countFillable } from "#core/domain/policy/assign-people.ts";
import type { CompiledRule } from "#core/domain/policy/compiled-policy.ts";
import type { DecisionStage, Reason, StandIn } from "#core/domain/policy/decision.ts";
import type { ApproverReference, Directory, DirectoryPerson } from "#core/domain/policy/directory.ts";
import type { Facts, PersonFacts } from "#core/domain/policy/facts.ts";
import { ok, refuse, type Result } from "#core/domain/result.ts";

/** Who is asked: the same for every question of one request. */
type Parties = Pick<Facts, "person" | "holder">;

/**
 * Names the people who can decide, for one requester and holder at one moment. Remembers what it found, so that a
 * catalogue of thousands asks the directory once a reference.
 */
export class Staffing {
  readonly #directory: Directory;
  readonly #parties: Parties;
  readonly #found = new Map<string, readonly string[]>();
  readonly #staffed = new Map<string, Result<readonly DecisionStage[], Reason>>();

  constructor(directory: Directory, parties: Parties) {
    this.#directory = directory;
    this.#parties = parties;
  }

  /** The rule's stages with their people; refused when they could never all pass, by different people (promise 10). */
  staff(rule: CompiledRule, owners: readonly ApproverReference[]): Result<readonly DecisionStage[], Reason> {
    const key = [rule.index, ...owners].join("\n");
    const known = this.#staffed.get(key);
    if (known !== undefined) return known;
    const staffed = this.#staffAnew(rule, owners);
    this.#staffed.set(key, staffed);
    return staffed;
  }

  /** One of those whom an emergency rule tells: where the holder's last emergency still waits for its review. */
  staffSecondPerson(
    { id: ruleId, answer }: CompiledRule,
    owners: readonly ApproverReference[],
  ): Result<readonly DecisionStage[], Reason> {
    const from = answer.outcome === "deny" ? [] : answer.notify;
    const stage = { index: 0, from, need: 1, approvers: this.#approvers(from, owners) };
    return stage.approvers.length === 0
      ? refuse({ code: "nobody_can_decide", ruleId, stage: 0, from, need: 1, have: 0 })
      : ok([this.#withStandIns(stage)]);
  }

  #staffAnew(rule: CompiledRule, owners: readonly ApproverReference[]): Result<readonly DecisionStage[], Reason> {
    if (rule.answer.outcome !== "needs-approval") throw new Error(`rule ${rule.id} has no stages`);
    const stages = rule.answer.stages.map(({ from, need, escalateAfterSeconds, escalateTo }, index): DecisionStage => ({
      index,
      from,
      need,
      approvers: this.#approvers(from, owners),
      ...(escalateAfterSeconds !== undefined && { escalateAfterSeconds }),
      ...(escalateTo !== undefined && { escalateTo, escalateApprovers: this.#approvers(escalateTo, owners) }),
    }));
    const ruleId = rule.id;
    for (const { index, from, need, approvers } of stages) {
      const have = approvers.length;
      if (have < need) return refuse({ code: "nobody_can_decide", ruleId, stage: index, from, need, have });
    }
    const need = stages.reduce((sum, stage) => sum + stage.need, 0);
    const have = countFillable(stages);
    return have < need ? refuse({ code: "too_few_people", ruleId, need, have }) : ok(stages.map(this.#withStandIns));
  }

  /** One step only: whoever stands in for somebody passes that on to nobody. */
  readonly #withStandIns = (stage: DecisionStage): DecisionStage => {
    const named = new Set([...stage.approvers, ...(stage.escalateApprovers ?? [])]);
    const standIns = [...named].flatMap((id): StandIn[] =>
      this.#directory
        .standInsOf(id)
        .filter((person) => person.id !== id && person.enabled && !this.#isParty(person))
        .map((person) => ({ by: person.id, for: id })),
    );
    return standIns.length === 0 ? stage : { ...stage, standIns };
  };

  /** Ids, sorted, each once: enabled people, neither requester nor holder (rule 12). */
  #approvers(references: readonly ApproverReference[], owners: readonly ApproverReference[]): readonly string[] {
    const named = references.flatMap((reference) => (reference === "resource.owners" ? owners : [reference]));
    const key = named.join("\n");
    const known = this.#found.get(key);
    if (known !== undefined) return known;
    const people = named.flatMap((reference) => peopleBehind(reference, this.#directory, this.#parties.person));
    const eligible = people.filter((person) => person.enabled && !this.#isParty(person));
    const ids = [...new Set(eligible.map(({ id }) => id))].sort();
    this.#found.set(key, ids);
    return ids;
  }

  /** By address too: two records of one person are one person. */
  #isParty({ id, email }: DirectoryPerson): boolean {
    const address = email.toLowerCase();
    const isOne = (party: PersonFacts): boolean => party.id === id || party.email.toLowerCase() === address;
    return isOne(this.#parties.person) || isOne(this.#parties.holder);
  }
}

/**
 * The people of one reference, disabled ones among them. Nobody for a name the directory does not know, for a reference of
 * an unknown kind, and for the manager when the requester is not known.
 */
export function peopleBehind(
  reference: ApproverReference,
  directory: Directory,
  requester?: Pick<PersonFacts, "id">,
): readonly DirectoryPerson[] {
  if (reference === "requester.manager") return present(requester && directory.managerOf(requester.id));
  const colon = reference.indexOf(":");
  const name = reference.slice(colon + 1);
  switch (reference.slice(0, colon)) {
    case "group":
      return directory.membersOf(name);
    case "person":
      return present(directory.personByEmail(name));
    case "onCall":
      return directory.onCall(name);
    default:
      return [];
  }
}

const present = (person: DirectoryPerson | undefined): readonly DirectoryPerson[] => (person ? [person] : []);

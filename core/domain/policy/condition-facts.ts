import { Duration } from "@marcbachmann/cel-js/evaluator";
import type {
  AttributeValue,
  EntitlementFacts,
  Facts,
  GrantFacts,
  PersonFacts,
  RequestFacts,
  ResourceFacts,
  SessionFacts,
  TargetFacts,
} from "#core/domain/policy/facts.ts";

/** What a condition sees, under the names it uses. A missing value is undefined: reading it is an error in CEL. */
export interface ConditionFacts {
  readonly person: ConditionPerson;
  readonly holder: ConditionPerson;
  readonly request: ConditionRequest;
  readonly entitlement: ConditionEntitlement;
  readonly resource: ConditionResource;
  readonly target: ConditionTarget;
  readonly now: Date;
  readonly activeGrants: readonly ConditionGrant[];
  readonly session: ConditionSession | undefined;
}

export class ConditionPerson {
  readonly #facts: PersonFacts;
  #attributes: ReadonlyMap<string, unknown> | undefined;
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly groups: readonly string[];
  readonly timezone: string;
  readonly onCall: boolean;
  readonly enabled: boolean;

  constructor(facts: PersonFacts) {
    this.#facts = facts;
    this.id = facts.id;
    this.email = facts.email;
    this.name = facts.name;
    this.groups = facts.groups;
    this.timezone = facts.timezone;
    this.onCall = facts.onCall;
    this.enabled = facts.enabled;
  }

  /** Converted when first read: most conditions never ask. A map, so that no key of an attribute is special. */
  get attributes(): ReadonlyMap<string, unknown> {
    return (this.#attributes ??= celMap(this.#facts.attributes));
  }
}

function celMap(attributes: PersonFacts["attributes"]): ReadonlyMap<string, unknown> {
  const map = new Map<string, unknown>();
  for (const key of Object.keys(attributes)) map.set(key, celValue(attributes[key]));
  return map;
}

/** Whole numbers become CEL integers, so that `level >= 3` and `level % 2` mean what they say. */
const celValue = (value: AttributeValue | undefined): unknown =>
  Number.isSafeInteger(value) ? BigInt(value as number) : value;

export class ConditionRequest {
  readonly duration: Duration;
  readonly justification: string;
  readonly ticket: string;
  readonly startsAt: Date | undefined;
  readonly extendsGrantId: string;
  readonly onBehalf: boolean;
  readonly breakGlass: boolean;

  constructor(facts: RequestFacts, onBehalf: boolean) {
    this.duration = new Duration(BigInt(Math.ceil(facts.durationSeconds)));
    this.justification = facts.justification;
    this.ticket = facts.ticket;
    this.startsAt = facts.startsAt;
    this.extendsGrantId = facts.extendsGrantId ?? "";
    this.onBehalf = onBehalf;
    this.breakGlass = facts.breakGlass;
  }
}

export class ConditionEntitlement {
  readonly id: string;
  readonly name: string;
  readonly action: string;

  constructor({ id, name, action }: EntitlementFacts) {
    this.id = id;
    this.name = name;
    this.action = action;
  }
}

export class ConditionResource {
  readonly #tags: Readonly<Record<string, string>>;
  readonly id: string;
  readonly name: string;
  readonly owners: readonly string[];

  constructor(facts: Omit<ResourceFacts, "owners"> & Partial<ResourceFacts>) {
    this.#tags = facts.tags;
    this.id = facts.id;
    this.name = facts.name;
    this.owners = facts.owners ?? [];
  }

  get tags(): ReadonlyMap<string, string> {
    return new Map(Object.entries(this.#tags));
  }
}

export class ConditionTarget {
  readonly id: string;
  readonly name: string;
  readonly kind: string;

  constructor({ id, name, kind }: TargetFacts) {
    this.id = id;
    this.name = name;
    this.kind = kind;
  }
}

export class ConditionGrant {
  readonly id: string;
  readonly status: string;
  readonly startsAt: Date | undefined;
  readonly expiresAt: Date | undefined;
  readonly entitlement: ConditionEntitlement;
  readonly resource: ConditionResource;
  readonly target: ConditionTarget;

  constructor(facts: GrantFacts) {
    this.id = facts.id;
    this.status = facts.status;
    this.startsAt = facts.startsAt;
    this.expiresAt = facts.expiresAt;
    this.entitlement = new ConditionEntitlement(facts.entitlement);
    this.resource = new ConditionResource(facts.resource);
    this.target = new ConditionTarget(facts.target);
  }
}

export class ConditionSession {
  readonly method: string;
  readonly age: Duration;
  readonly address: string;
  readonly deviceKnown: boolean;

  constructor(facts: SessionFacts) {
    this.method = facts.method;
    this.age = new Duration(BigInt(Math.ceil(facts.ageSeconds)));
    this.address = facts.address;
    this.deviceKnown = facts.deviceKnown;
  }
}

/** The parts that stay the same for every entitlement that one person asks about. */
export type AskerFacts = Pick<ConditionFacts, "person" | "holder" | "request" | "now" | "activeGrants" | "session">;

export function toAskerFacts(facts: Omit<Facts, "entitlement" | "resource" | "target">): AskerFacts {
  const person = new ConditionPerson(facts.person);
  const same = facts.person === facts.holder;
  return {
    person,
    holder: same ? person : new ConditionPerson(facts.holder),
    request: new ConditionRequest(facts.request, facts.request.onBehalf || facts.person.id !== facts.holder.id),
    now: facts.now,
    activeGrants: facts.activeGrants.map((grant) => new ConditionGrant(grant)),
    session: facts.session === undefined ? undefined : new ConditionSession(facts.session),
  };
}

export function toConditionFacts(facts: Facts, asker: AskerFacts): ConditionFacts {
  return {
    ...asker,
    entitlement: new ConditionEntitlement(facts.entitlement),
    resource: new ConditionResource(facts.resource),
    target: new ConditionTarget(facts.target),
  };
}

import { compilePolicy, type CompiledPolicy } from "#core/domain/policy/compile-policy.ts";
import type { Directory, DirectoryPerson } from "#core/domain/policy/directory.ts";
import type { Facts, PersonFacts } from "#core/domain/policy/facts.ts";
import { checkPolicyDocument } from "#core/domain/policy/policy-document.ts";

/** A small company for the tests of this folder. */
const personNamed = (name: string, enabled = true): DirectoryPerson => ({
  id: `per_${name}`,
  email: `${name}@example.test`,
  name,
  enabled,
});

export interface Company {
  readonly groups?: Readonly<Record<string, readonly string[]>>;
  readonly managers?: Readonly<Record<string, string>>;
  readonly onCall?: Readonly<Record<string, readonly string[]>>;
  readonly disabled?: readonly string[];
  /** Who votes for whom. */
  readonly standIns?: Readonly<Record<string, readonly string[]>>;
}

export function directoryOf({
  groups = {},
  managers = {},
  onCall = {},
  disabled = [],
  standIns = {},
}: Company = {}): Directory {
  const person = (name: string): DirectoryPerson => personNamed(name, !disabled.includes(name));
  const known = new Set([...Object.values(groups).flat(), ...Object.values(managers), ...Object.values(onCall).flat()]);
  return {
    membersOf: (group) => (groups[group] ?? []).map(person),
    personByEmail: (email) => {
      const name = email.toLowerCase().replace("@example.test", "");
      return known.has(name) ? person(name) : undefined;
    },
    managerOf: (id) => {
      const manager = managers[id.replace("per_", "")];
      return manager === undefined ? undefined : person(manager);
    },
    onCall: (schedule) => (onCall[schedule] ?? []).map(person),
    standInsOf: (id) => (standIns[id.replace("per_", "")] ?? []).map(person),
  };
}

export const personFacts = (name: string, facts: Partial<PersonFacts> = {}): PersonFacts => ({
  id: `per_${name}`,
  email: `${name}@example.test`,
  name,
  groups: [],
  attributes: {},
  timezone: "UTC",
  onCall: false,
  enabled: true,
  ...facts,
});

export interface Ask {
  readonly person?: PersonFacts;
  readonly holder?: PersonFacts;
  readonly request?: Partial<Facts["request"]>;
  readonly action?: string;
  readonly resource?: Partial<Facts["resource"]>;
  readonly now?: string;
  readonly activeGrants?: Facts["activeGrants"];
  readonly session?: Facts["session"];
}

/** Alice of engineering asks for an hour of reading the orders database. */
export function factsOf(ask: Ask = {}): Facts {
  const person = ask.person ?? personFacts("alice", { groups: ["engineering"] });
  const holder = ask.holder ?? person;
  const action = ask.action ?? "read";
  const resource = {
    id: "res_orders",
    name: "orders-db",
    tags: { env: "prod" },
    owners: ["group:owners"],
    ...ask.resource,
  };
  return {
    person,
    holder,
    request: {
      durationSeconds: 3_600,
      justification: "looking into a failed payment",
      ticket: "",
      onBehalf: person.id !== holder.id,
      breakGlass: false,
      ...ask.request,
    },
    entitlement: { id: `ent_${action}_${resource.name}`, name: `${action} on ${resource.name}`, action },
    resource,
    target: { id: "tgt_main", name: "main", kind: "postgresql" },
    now: new Date(ask.now ?? "2026-03-02T10:00:00Z"),
    activeGrants: ask.activeGrants ?? [],
    session: ask.session,
  };
}

/** Compiles what must be a correct policy. */
export function policyOf(rules: readonly unknown[], rest: object = {}): CompiledPolicy {
  const checked = checkPolicyDocument({ version: 1, rules, ...rest });
  if (!checked.ok) throw new Error(JSON.stringify(checked.error));
  const compiled = compilePolicy(checked.value);
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.error));
  return compiled.value;
}

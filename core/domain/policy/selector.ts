import type { EntitlementFacts, PersonFacts, ResourceFacts, TargetFacts } from "#core/domain/policy/facts.ts";
import type { What, Who } from "#core/domain/policy/policy-document.ts";

/** Something that can be asked for, as selectors see it. */
export interface Subject {
  readonly entitlement: EntitlementFacts;
  readonly resource: Pick<ResourceFacts, "id" | "name" | "tags">;
  readonly target: TargetFacts;
}

export interface WhoSelector {
  readonly groups: ReadonlySet<string>;
  /** E-mails in lower case. */
  readonly people: ReadonlySet<string>;
}

/** An absent key selects everything; several keys must all fit; several values of one key are alternatives. */
export interface WhatSelector {
  readonly actions?: ReadonlySet<string>;
  readonly tags: readonly (readonly [key: string, values: ReadonlySet<string>])[];
  /** By id or by name, as are targets and entitlements. */
  readonly resources?: ReadonlySet<string>;
  readonly targets?: ReadonlySet<string>;
  readonly entitlements?: ReadonlySet<string>;
}

export const compileWho = (who: Who): WhoSelector => ({
  groups: new Set(who.groups),
  people: new Set(who.people?.map((email) => email.toLowerCase())),
});

export const compileWhat = (what: What): WhatSelector => ({
  ...(what.actions && { actions: new Set(what.actions) }),
  tags: Object.entries(what.tags ?? {}).map(([key, value]) => [
    key,
    new Set(typeof value === "string" ? [value] : value),
  ]),
  ...(what.resources && { resources: new Set(what.resources) }),
  ...(what.targets && { targets: new Set(what.targets) }),
  ...(what.entitlements && { entitlements: new Set(what.entitlements) }),
});

export const selectsPerson = (who: WhoSelector | undefined, person: Pick<PersonFacts, "email" | "groups">): boolean =>
  who === undefined ||
  who.people.has(person.email.toLowerCase()) ||
  person.groups.some((group) => who.groups.has(group));

export function selectsSubject(what: WhatSelector | undefined, subject: Subject): boolean {
  if (what === undefined) return true;
  const { entitlement, resource, target } = subject;
  return (
    what.actions?.has(entitlement.action) !== false &&
    names(what.entitlements, entitlement) &&
    names(what.resources, resource) &&
    names(what.targets, target) &&
    what.tags.every(([key, values]) => Object.hasOwn(resource.tags, key) && values.has(resource.tags[key] ?? ""))
  );
}

const names = (set: ReadonlySet<string> | undefined, thing: { readonly id: string; readonly name: string }): boolean =>
  set === undefined || set.has(thing.id) || set.has(thing.name);

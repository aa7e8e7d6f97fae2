import type { Bundle } from "#core/domain/catalogue/bundle.ts";
import type { CatalogueItem, Target } from "#core/domain/catalogue/entitlement.ts";
import type { Change } from "#core/domain/change/change.ts";
import type { ProposedChange } from "#core/domain/change/change-input.ts";
import { onceProposed } from "#core/domain/change/proposed-of.ts";
import { descriptionOf } from "#core/domain/directory/person-description.ts";
import type { Person } from "#core/domain/directory/person.ts";
import type { Schedule } from "#core/domain/schedule/schedule.ts";
import type { Core } from "#core/ports/core.ts";

/** What a change is about, and how that stands now: only while the change waits, for afterwards it stands otherwise. */
export interface ChangeSubject {
  readonly name: string;
  /** Under the keys of the proposal; null for something new, and for what is compared elsewhere. */
  readonly before: Readonly<Record<string, unknown>> | null;
}

interface Known {
  readonly items: readonly CatalogueItem[];
  readonly targets: readonly Target[];
  readonly bundles: readonly Bundle[];
  readonly schedules: readonly Schedule[];
  readonly people: readonly Person[];
}

/** What each of these changes is about, from one reading of everything. */
export const subjectsOf = async (
  core: Core,
  changes: readonly Pick<Change, "id" | "status" | "payload">[],
): Promise<ReadonlyMap<string, ChangeSubject>> => {
  const proposed = changes.map(({ payload }) => onceProposed(payload));
  const [items, targets, bundles, schedules, people] = await Promise.all([
    core.catalogue.all(),
    core.catalogue.targets(),
    core.catalogue.bundles(),
    core.schedules.all(),
    core.people.ofIds(proposed.flatMap((each) => (each && "personId" in each && each.personId ? [each.personId] : []))),
  ]);
  const known = { items, targets, bundles, schedules, people };
  return new Map(
    changes.flatMap(({ id, status }, at) => {
      const change = proposed[at];
      const subject = change && subjectOf(change, known);
      return subject ? [[id, status === "proposed" ? subject : { ...subject, before: null }]] : [];
    }),
  );
};

const subjectOf = (change: ProposedChange, known: Known): ChangeSubject | null => {
  switch (change.kind) {
    case "policy":
      return null;
    case "target":
    case "entitlement":
    case "group":
      return { name: change.name, before: null };
    case "retention":
      return { name: "personal data", before: null };
    case "erasure":
      return { name: known.people.find(({ id }) => id === change.personId)?.name ?? change.personId, before: null };
    case "person": {
      const person = known.people.find(({ id }) => id === change.personId);
      if (!person) return { name: change.name, before: null };
      const { attributes, ...described } = descriptionOf(person);
      return { name: person.name, before: { ...described, ...(change.attributes ? { attributes } : {}) } };
    }
    case "bundle": {
      const bundle = known.bundles.find(({ name }) => name === change.name);
      const before = bundle && { description: bundle.description, entitlementIds: bundle.entitlementIds };
      return { name: change.name, before: before ? { ...before, retire: bundle.retiredAt !== null } : null };
    }
    case "schedule": {
      const schedule = known.schedules.find(({ name }) => name === change.name);
      const before = schedule && { settings: schedule.settings, retire: schedule.retiredAt !== null };
      return { name: change.name, before: before ?? null };
    }
    default:
      return placedSubject(change, known);
  }
};

/** Of what stands at a target. Null where it is gone meanwhile. */
const placedSubject = (
  change: Extract<
    ProposedChange,
    { resourceId: string } | { entitlementId: string } | { targetId: string } | { subjectId: string }
  >,
  { items, targets, people }: Known,
): ChangeSubject | null => {
  const targetOf = (id: string) => targets.find((target) => target.id === id);
  switch (change.kind) {
    case "owner":
    case "tags": {
      const item = items.find(({ resource }) => resource.id === change.resourceId);
      if (!item) return null;
      const { ownerGroupId, tags } = item.resource;
      return {
        name: `${item.resource.name} on ${item.target.name}`,
        before: change.kind === "owner" ? { ownerGroupId } : { tags },
      };
    }
    case "mapping": {
      const item = items.find(({ entitlement }) => entitlement.id === change.entitlementId);
      if (!item) return null;
      const { name, mapping, sensitive } = item.entitlement;
      return { name: `${name} on ${item.target.name}`, before: { mapping, sensitive } };
    }
    case "settings": {
      const target = targetOf(change.targetId);
      if (!target) return null;
      const { name, description, settings, driftMode } = target;
      return { name, before: { description, settings, ...(change.driftMode ? { driftMode } : {}) } };
    }
    case "account": {
      const person = people.find(({ id }) => id === change.personId);
      return {
        name: `${person?.name ?? change.personId} on ${targetOf(change.targetId)?.name ?? "a target"}`,
        before: null,
      };
    }
    case "known":
      return knownSubject(change, items);
    case "unverified":
      return { name: targetOf(change.targetId)?.name ?? change.targetId, before: null };
    case "retirement": {
      const is = ({ id }: { id: string }): boolean => id === change.subjectId;
      const item = items.find(({ entitlement, resource }) => is(entitlement) || is(resource));
      const within = item && `${(is(item.resource) ? item.resource : item.entitlement).name} on ${item.target.name}`;
      return { name: targets.find(is)?.name ?? within ?? change.subjectId, before: null };
    }
  }
};

const knownSubject = (
  { account, entitlementId }: Extract<ProposedChange, { kind: "known" }>,
  items: readonly CatalogueItem[],
): ChangeSubject => {
  const item = items.find(({ entitlement }) => entitlement.id === entitlementId);
  return { name: `${account} with ${item?.entitlement.name ?? entitlementId}`, before: null };
};

import type { CatalogueItem } from "#core/domain/catalogue/entitlement.ts";
import { isEnabled, type Person } from "#core/domain/directory/person.ts";
import type { Session } from "#core/domain/directory/session.ts";
import type { Grant } from "#core/domain/grant/grant.ts";
import type { GrantId, RequestId } from "#core/domain/ids.ts";
import { decideTogether } from "#core/domain/policy/decide-together.ts";
import { recordDirectory } from "#core/domain/policy/directory-record.ts";
import type { CombinedDecision } from "#core/domain/policy/decision.ts";
import type { Facts, GrantFacts, PersonFacts, SessionFacts } from "#core/domain/policy/facts.ts";
import { recordFacts } from "#core/domain/policy/facts-record.ts";
import type { RecordedFacts } from "#core/domain/policy/recorded-facts.ts";
import { isReviewOverdue } from "#core/domain/request/break-glass-review.ts";
import { guard, type Guard, type Transition } from "#core/domain/transition.ts";
import type { Core } from "#core/ports/core.ts";
import type { DecisionBasis } from "#core/ports/policies.ts";

/** What is asked, by whom, for whom. */
export interface Ask {
  readonly requester: Person;
  readonly holder: Person;
  readonly items: readonly CatalogueItem[];
  readonly durationSeconds: number;
  readonly justification: string;
  readonly ticket: string | null;
  readonly startsAt: Date | null;
  readonly extendsGrantId: GrantId | null;
  /** Emergency access: only rules marked so are asked. */
  readonly breakGlass?: boolean | undefined;
  /** Absent while it is only being asked about: then nobody has handed it over. */
  readonly requestId?: RequestId | undefined;
  /** Null in a later re-check, where nobody is signed in. */
  readonly session: Session | null;
  readonly address: string | null;
  /** In a later re-check: the session in which it was asked, as it was then. */
  readonly askedIn?: SessionFacts | undefined;
}

export interface Answer {
  readonly decision: CombinedDecision;
  readonly facts: RecordedFacts;
  readonly basis: DecisionBasis;
  /** What must still be so when anything that follows from this answer is committed. */
  readonly guards: readonly Guard[];
  /** The answer holds before this: then somebody's turn on call, or their stand-in's, begins or ends. */
  readonly window: Transition["window"];
}

/**
 * Asks the policy in force about every item, from facts read now. The one path to a decision: the live preview, the
 * submission, every vote, the re-check at a start and the extension all come through here (promises 11, 13, 14).
 */
export const decideRequest = async (core: Core, ask: Ask, now: Date): Promise<Answer> => {
  const basis = await core.policies.basis();
  const shared = await sharedFacts(core, ask, basis, now);
  const facts = ask.items.map((item): Facts => ({ ...shared, ...itemFacts(item) }));
  const { directory, until } = basis.directoryAt(now, ask.requestId);
  const recorder = recordDirectory(directory);
  const context = { directory: recorder.directory, policyVersion: String(basis.policy.number) };
  const people = ask.requester.id === ask.holder.id ? [ask.requester] : [ask.requester, ask.holder];
  return {
    decision: decideTogether(basis.compiled, facts, context),
    facts: { items: facts.map(recordFacts), directory: recorder.record() },
    basis,
    guards: [
      ...basis.epochs.map((epoch) => guard("FactEpoch", epoch)),
      ...people.map((person) => guard("Person", person)),
    ],
    window: { before: until ?? undefined },
  };
};

type SharedFacts = Omit<Facts, "entitlement" | "resource" | "target">;

/** What is the same for every item of a request. */
export const sharedFacts = async (
  core: Core,
  ask: Omit<Ask, "items">,
  basis: DecisionBasis,
  now: Date,
): Promise<SharedFacts> => ({
  person: personFacts(ask.requester, basis, now),
  holder: personFacts(ask.holder, basis, now),
  request: {
    durationSeconds: ask.durationSeconds,
    justification: ask.justification,
    ticket: ask.ticket ?? "",
    startsAt: ask.startsAt ?? undefined,
    extendsGrantId: ask.extendsGrantId ?? undefined,
    onBehalf: ask.requester.id !== ask.holder.id,
    breakGlass: ask.breakGlass ?? false,
    needsSecondPerson: ask.breakGlass && (await isReviewOwed(core, ask.holder, now)),
  },
  now,
  activeGrants: await grantFacts(core, besides(ask, await core.grants.openOf(ask.holder.id))),
  session: ask.session ? await sessionFacts(core, ask.session, ask.address, now) : ask.askedIn,
});

/** What the holder has besides this: asked about again later, a request is not answered by what it was itself given. */
const besides = ({ requestId }: Pick<Ask, "requestId">, grants: readonly Grant[]): readonly Grant[] =>
  grants.filter((grant) => grant.requestId !== requestId);

/** Whether an emergency of this holder has waited for its review for longer than it may (domain rule 12). */
const isReviewOwed = async (core: Core, holder: Person, now: Date): Promise<boolean> =>
  (await core.breakGlassReviews.openOf(holder.id)).some((review) => isReviewOverdue(review, now));

const personFacts = (person: Person, basis: DecisionBasis, now: Date): PersonFacts => ({
  id: person.id,
  email: person.email,
  name: person.name,
  groups: basis.groupsOf(person.id),
  attributes: person.attributes,
  timezone: person.timezone,
  onCall: person.onCall || basis.directoryAt(now).isOnCall(person.id),
  enabled: isEnabled(person),
});

export const itemFacts = ({ entitlement, resource, target, ownerGroup }: CatalogueItem) => ({
  entitlement: { id: entitlement.id, name: entitlement.name, action: entitlement.action },
  resource: {
    id: resource.id,
    name: resource.name,
    tags: resource.tags,
    owners: ownerGroup ? [`group:${ownerGroup}`] : [],
  },
  target: { id: target.id, name: target.name, kind: target.kind },
});

const grantFacts = async (core: Core, grants: readonly Grant[]): Promise<readonly GrantFacts[]> => {
  const items = await core.catalogue.ofIds([...new Set(grants.map((grant) => grant.entitlementId))]);
  return grants.flatMap((grant): GrantFacts[] => {
    const item = items.find(({ entitlement }) => entitlement.id === grant.entitlementId);
    if (!item || grant.status === "ending" || grant.status === "ended") return [];
    const { id, status, startsAt, expiresAt } = grant;
    return [{ id, status, startsAt: startsAt ?? undefined, expiresAt: expiresAt ?? undefined, ...itemFacts(item) }];
  });
};

const sessionFacts = async (
  core: Core,
  session: Session,
  address: string | null,
  now: Date,
): Promise<SessionFacts> => ({
  method: session.method,
  ageSeconds: Math.floor((now.getTime() - session.verifiedAt.getTime()) / 1000),
  address: address ?? "",
  deviceKnown: await core.sessions.isDeviceKnown(session),
});

import type { EntitlementId, RequestId } from "#core/domain/ids.ts";
import type { Request, Vote } from "#core/domain/request/request.ts";
import type { Core } from "#core/ports/core.ts";

/** What was read beforehand, for all at once. */
export interface KnownRequests {
  readonly requests: ReadonlyMap<RequestId, Request>;
  readonly votes: ReadonlyMap<RequestId, readonly Vote[]>;
}

/**
 * The core with whatever decisions read kept from the first time that it is asked: for one look at many things as of one moment.
 * Nothing that was judged through it may be committed.
 */
export const readOnce = (core: Core, { requests, votes }: KnownRequests): Core => ({
  ...core,
  policies: {
    ...core.policies,
    basis: once(
      () => core.policies.basis(),
      () => "",
    ),
  },
  people: {
    ...core.people,
    find: byId((id) => core.people.find(id)),
    findGroup: byId((id) => core.people.findGroup(id)),
  },
  catalogue: {
    ...core.catalogue,
    ofIds: once(
      (ids: readonly EntitlementId[]) => core.catalogue.ofIds(ids),
      (ids) => ids.join(" "),
    ),
  },
  grants: {
    ...core.grants,
    find: byId((id) => core.grants.find(id)),
    openOf: byId((id) => core.grants.openOf(id)),
  },
  requests: {
    ...core.requests,
    find: async (id) => requests.get(id) ?? core.requests.find(id),
    votesOf: async (ids) =>
      ids.every((id) => requests.has(id)) ? ids.flatMap((id) => votes.get(id) ?? []) : core.requests.votesOf(ids),
  },
});

const once = <A extends readonly unknown[], R>(
  ask: (...asked: A) => Promise<R>,
  keyOf: (...asked: A) => string,
): ((...asked: A) => Promise<R>) => {
  const answers = new Map<string, Promise<R>>();
  return (...asked) => {
    const key = keyOf(...asked);
    const known = answers.get(key) ?? ask(...asked);
    answers.set(key, known);
    return known;
  };
};

const byId = <Id extends string, R>(ask: (id: Id) => Promise<R>): ((id: Id) => Promise<R>) => once(ask, (id) => id);

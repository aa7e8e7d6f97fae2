import type { ProposeChangeInput, ProposedChange } from "#core/domain/change/change-input.ts";
import { isOffered } from "#core/domain/catalogue/entitlement.ts";
import type { Change } from "#core/domain/change/change.ts";
import { documentDigest } from "#core/domain/policy/document-digest.ts";
import { ok, refuse, type Result } from "#core/domain/result.ts";
import { insert, transition } from "#core/domain/transition.ts";
import type { Core, UseCase } from "#core/ports/core.ts";
import { baseOfChange } from "#core/usecases/changes/base-of-change.ts";
import { checkGroup } from "#core/usecases/changes/check-group.ts";
import { checkHeld } from "#core/usecases/changes/check-held.ts";
import { checkFree, checkMapping } from "#core/usecases/changes/change-catalogue.ts";
import type { ProposeRefusal } from "#core/usecases/changes/change-refusal.ts";
import { checkPerson } from "#core/usecases/changes/set-person.ts";
import { commitDecided, type Decided } from "#core/usecases/commit-decided.ts";
import { checkProposable } from "#core/usecases/policy/check-policy.ts";
import { type ChangeView, viewChanges } from "#core/usecases/changes/list-changes.ts";

/** An administrator proposes a change; it does nothing until somebody else approves it. Whatever could not be applied is refused now. */
export const proposeChange: UseCase<ProposeChangeInput, ChangeView, ProposeRefusal> = async (core, caller, input) => {
  if (!caller.person.roles.includes("administrator")) return refuse("not_allowed");
  const checked = await checkChange(core, input.change);
  if (!checked.ok) return checked;
  const passes = input.change.kind === "policy" ? await checkProposable(core, input.change.document) : checked;
  if (!passes.ok) return passes;
  const base = await baseOfChange(core, input.change);
  if (input.change.kind === "policy" && (input.change.base ?? base) !== base) return refuse("stale_base");
  const id = core.ids.newId("chg");
  const done = await commitDecided<Change, never>(core, caller.actor, (now) =>
    Promise.resolve(ok(proposal(core, { ...input, id, base, authorId: caller.person.id }, now))),
  );
  if (!done.ok) return done;
  const [view] = await viewChanges(core, caller, [done.value]);
  if (!view) throw new Error("a change was not shown");
  return ok(view);
};

const proposal = (
  core: Core,
  { id, base, authorId, summary, change: proposed }: ProposeChangeInput & Pick<Change, "id" | "base" | "authorId">,
  now: Date,
): Decided<Change> => {
  const change: Change = {
    id,
    version: 1,
    kind: proposed.kind,
    status: "proposed",
    summary,
    payload: sealed(core, proposed),
    authorId,
    createdAt: now,
    decidedById: null,
    decidedAt: null,
    reason: null,
    base,
  };
  return {
    transition: transition({
      writes: [insert("Change", change)],
      events: [
        {
          kind: "changeProposed",
          ...aboutOf(proposed),
          data: { changeId: id, kind: change.kind, summary, ...textOf(proposed) },
        },
      ],
    }),
    value: change,
  };
};

/** Whom a proposal is about by itself: what is said of it must go with the rest of them. */
const aboutOf = (change: ProposedChange) => (change.kind === "erasure" ? { personId: change.personId } : {});

/** The words of a policy that were proposed: whoever approves it approves these. */
const textOf = (change: ProposedChange) =>
  change.kind === "policy" ? { documentSha256: documentDigest(change.document) } : {};

/** Secrets never lie in a proposal in the clear. */
const sealed = (core: Core, change: ProposedChange): Record<string, unknown> => {
  if (change.kind !== "target" && change.kind !== "settings") return { ...change };
  const { secret, ...rest } = change;
  return secret === undefined ? rest : { ...rest, sealedSecret: core.targets.seal(secret) };
};

export const checkChange = async (core: Core, change: ProposedChange): Promise<Result<null, ProposeRefusal>> => {
  switch (change.kind) {
    case "policy":
      return core.policies.check(change.document).ok ? ok(null) : refuse("invalid_policy");
    case "target": {
      const kind = core.targets.kind(change.connector);
      if (!kind) return refuse("unknown_connector");
      return kind.checkSettings(change.settings).ok ? ok(null) : refuse("invalid_settings");
    }
    case "entitlement": {
      const target = (await core.catalogue.targets()).find(({ name }) => name === change.target);
      if (!target) return refuse("unknown_target");
      return checkFree(core, target, change.mapping, null);
    }
    case "bundle": {
      const open = (await core.catalogue.ofIds(change.entitlementIds)).filter(isOffered);
      return open.length === change.entitlementIds.length ? ok(null) : refuse("unknown_entitlement");
    }
    case "owner":
      return (await core.people.findGroup(change.ownerGroupId)) ? ok(null) : refuse("unknown_group");
    case "tags": {
      const items = await core.catalogue.all();
      return items.some(({ resource }) => resource.id === change.resourceId) ? ok(null) : refuse("unknown_resource");
    }
    case "mapping": {
      const checked = await checkMapping(core, change);
      return checked.ok ? ok(null) : checked;
    }
    case "settings": {
      const target = await core.catalogue.findTarget(change.targetId);
      if (!target || target.retiredAt) return refuse("unknown_target");
      return core.targets.kind(target.kind)?.checkSettings(change.settings).ok ? ok(null) : refuse("invalid_settings");
    }
    case "schedule":
      return checkSchedule(core, change);
    case "account":
    case "known":
    case "retirement":
    case "unverified":
    case "erasure":
      return checkHeld(core, change);
    case "retention":
      return ok(null);
    case "group":
      return checkGroup(core, change);
    case "person":
      return checkPerson(core, change);
  }
};

const checkSchedule = async (
  core: Core,
  { settings }: Extract<ProposedChange, { kind: "schedule" }>,
): Promise<Result<null, "unknown_person">> => {
  if (settings.kind !== "turns") return ok(null);
  const known = await core.people.ofIds(settings.personIds);
  return settings.personIds.every((id) => known.some((person) => person.id === id))
    ? ok(null)
    : refuse("unknown_person");
};

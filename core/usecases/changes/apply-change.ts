import type { ProposedChange } from "#core/domain/change/change-input.ts";
import { proposedOf } from "#core/domain/change/proposed-of.ts";
import type { Change } from "#core/domain/change/change.ts";
import type { PersonId } from "#core/domain/ids.ts";
import { moveEpoch } from "#core/domain/policy/move-epoch.ts";
import { documentDigest } from "#core/domain/policy/document-digest.ts";
import { policyDigest } from "#core/domain/policy/policy-digest.ts";
import type { FactEpoch } from "#core/domain/policy/policy-version.ts";
import { setRetention } from "#core/domain/retention/retention-steps.ts";
import { ok, refuse, type Result } from "#core/domain/result.ts";
import { insert, together, type Transition, transition, update } from "#core/domain/transition.ts";
import type { Core } from "#core/ports/core.ts";
import { addEntitlement } from "#core/usecases/changes/add-entitlement.ts";
import { acceptUnverified } from "#core/usecases/changes/accept-unverified.ts";
import { beginRetirement } from "#core/usecases/changes/begin-retirement.ts";
import { setAccount } from "#core/usecases/changes/set-account.ts";
import { setKnown } from "#core/usecases/changes/set-known.ts";
import { baseOfChange } from "#core/usecases/changes/base-of-change.ts";
import { setMapping, setSettings, setTags } from "#core/usecases/changes/change-catalogue.ts";
import { setPerson } from "#core/usecases/changes/set-person.ts";
import { setSchedule } from "#core/usecases/changes/set-schedule.ts";
import { setBundle } from "#core/usecases/changes/set-bundle.ts";
import { beginErasure } from "#core/usecases/erasure/begin-erasure.ts";
import type { ApplyRefusal } from "#core/usecases/changes/change-refusal.ts";
import { checkChange } from "#core/usecases/changes/propose-change.ts";

/** What an approved change writes. It is checked again: what was right when it was proposed may no longer be. */
export const applyChange = async (
  core: Core,
  change: Change,
  approvedById: PersonId,
  now: Date,
): Promise<Result<Transition, ApplyRefusal>> => {
  const { sealedSecret } = change.payload;
  const proposed = proposedOf(change.payload);
  const checked = await checkChange(core, proposed);
  if (!checked.ok) return checked;
  if ((await baseOfChange(core, proposed)) !== change.base) return refuse("stale_base");
  const epochs = await core.policies.epochs();
  const written = await writesOf(core, proposed, { change, approvedById, sealedSecret, now });
  return written.ok ? ok(together(written.value, moveEpoch(epochs, epochOf[proposed.kind]))) : written;
};

const epochOf: Readonly<Record<ProposedChange["kind"], FactEpoch["id"]>> = {
  policy: "policy",
  target: "catalogue",
  entitlement: "catalogue",
  bundle: "catalogue",
  owner: "catalogue",
  group: "directory",
  person: "directory",
  tags: "catalogue",
  mapping: "catalogue",
  settings: "catalogue",
  schedule: "directory",
  account: "directory",
  known: "catalogue",
  retirement: "catalogue",
  unverified: "catalogue",
  erasure: "directory",
  retention: "directory",
};

interface Applying {
  readonly change: Change;
  readonly approvedById: PersonId;
  readonly sealedSecret: unknown;
  readonly now: Date;
}

const writesOf = async (
  core: Core,
  proposed: ProposedChange,
  applying: Applying,
): Promise<Result<Transition, ApplyRefusal>> => {
  switch (proposed.kind) {
    case "policy":
      return newPolicy(core, proposed.document, applying);
    case "target":
      return newTarget(core, proposed, applying);
    case "entitlement":
      return addEntitlement(core, proposed, applying.now);
    case "bundle":
      return ok(await setBundle(core, proposed, applying.now));
    case "owner":
      return newOwner(core, proposed);
    case "tags":
      return setTags(core, proposed);
    case "mapping":
      return setMapping(core, proposed, applying.now);
    case "settings":
      return setSettings(core, proposed, applying.sealedSecret);
    case "schedule":
      return ok(await setSchedule(core, proposed, applying.now));
    case "account":
      return setAccount(core, proposed, applying.now);
    case "known":
      return setKnown(core, proposed, applying.now);
    case "retirement":
      return beginRetirement(core, proposed, applying.now);
    case "unverified":
      return acceptUnverified(core, proposed, applying.now);
    case "erasure":
      return beginErasure(core, proposed, applying.change, applying.now);
    case "retention": {
      const { accessDays, signInDays, readingDays } = proposed;
      const known = await core.retentions.current();
      return ok(setRetention(known, { accessDays, signInDays, readingDays }, applying.change.id));
    }
    case "person":
      return setPerson(core, proposed, applying.now);
    case "group":
      return ok(await newGroup(core, proposed, applying.now));
  }
};

const newPolicy = async (
  core: Core,
  document: string,
  { change: { id: changeId, authorId }, approvedById, now }: Applying,
): Promise<Result<Transition, ApplyRefusal>> => {
  const compiled = core.policies.check(document);
  if (!compiled.ok) return refuse("invalid_policy");
  const number = (await core.policies.basis()).policy.number + 1;
  const digest = policyDigest(compiled.value.compiled.document);
  return ok(
    transition({
      writes: [insert("Policy", { number, version: 1, document, digest, authorId, approvedById, activatedAt: now })],
      events: [
        { kind: "policyActivated", data: { number, digest, documentSha256: documentDigest(document), changeId } },
      ],
    }),
  );
};

type Proposed<K extends ProposedChange["kind"]> = Extract<ProposedChange, { kind: K }>;

const newTarget = async (
  core: Core,
  { name, connector, description, settings, driftMode }: Proposed<"target">,
  { sealedSecret, now }: Applying,
): Promise<Result<Transition, ApplyRefusal>> => {
  if ((await core.catalogue.targets()).some((target) => target.name === name)) return refuse("name_taken");
  if (typeof sealedSecret !== "string") throw new Error("a target was proposed without a sealed secret");
  const id = core.ids.newId("tgt");
  const row = {
    id,
    version: 1,
    name,
    kind: connector,
    description,
    settings,
    sealedSecret,
    driftMode,
    createdAt: now,
    retiringAt: null,
    retiredAt: null,
  };
  return ok(
    transition({
      writes: [insert("Target", row)],
      events: [{ kind: "targetAdded", targetId: id, data: { name, kind: connector, settings, driftMode } }],
    }),
  );
};

const newOwner = async (
  core: Core,
  { resourceId, ownerGroupId }: Proposed<"owner">,
): Promise<Result<Transition, ApplyRefusal>> => {
  const item = (await core.catalogue.all()).find(({ resource }) => resource.id === resourceId);
  if (!item) return refuse("unknown_resource");
  return ok(
    transition({
      writes: [update("Resource", item.resource, { ownerGroupId })],
      events: [
        { kind: "resourceOwned", targetId: item.target.id, data: { resource: item.resource.name, ownerGroupId } },
      ],
    }),
  );
};

const newGroup = async (
  core: Core,
  { name, personIds, groupIds }: Proposed<"group">,
  now: Date,
): Promise<Transition> => {
  const known = (await core.people.groups()).find((group) => group.name === name);
  const row = {
    id: core.ids.newId("grp"),
    version: 1,
    name,
    source: "local" as const,
    personIds,
    groupIds,
    createdAt: now,
  };
  return transition({
    writes: [known ? update("Group", known, { personIds, groupIds }) : insert("Group", row)],
    events: [{ kind: known ? "groupChanged" : "groupAdded", data: { group: name, personIds, groupIds } }],
  });
};

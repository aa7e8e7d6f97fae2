import type { ProposedChange } from "#core/domain/change/change-input.ts";
import { ok, refuse, type Result } from "#core/domain/result.ts";
import type { Core } from "#core/ports/core.ts";
import type { ProposeRefusal } from "#core/usecases/changes/change-refusal.ts";
import { checkErasure } from "#core/usecases/erasure/check-erasure.ts";

type HeldChange = Extract<ProposedChange, { kind: "account" | "known" | "retirement" | "unverified" | "erasure" }>;

/** Whether a change that touches what people hold could be applied now. */
export const checkHeld = async (core: Core, change: HeldChange): Promise<Result<null, ProposeRefusal>> => {
  switch (change.kind) {
    case "account": {
      const target = await core.catalogue.findTarget(change.targetId);
      if (!(await core.people.find(change.personId))) return refuse("unknown_person");
      const isShared = core.targets.kind(target?.kind ?? "")?.accounts === "membership";
      return isShared && !target?.retiringAt ? ok(null) : refuse("unknown_target");
    }
    case "known": {
      const [item] = await core.catalogue.ofIds([change.entitlementId]);
      if (item?.target.id !== change.targetId) return refuse("unknown_entitlement");
      const known = await core.standing.findKnown(change.entitlementId, change.account);
      return change.retire && (!known || known.retiredAt) ? refuse("already_retired") : ok(null);
    }
    case "retirement": {
      const found = await core.catalogue.retirable(change.subjectId);
      return found && !found.row.retiringAt ? ok(null) : refuse("already_retired");
    }
    case "erasure": {
      const checked = await checkErasure(core, change.personId);
      return checked.ok ? ok(null) : checked;
    }
    case "unverified": {
      const target = await core.catalogue.findTarget(change.targetId);
      return target?.retiringAt && !target.retiredAt ? ok(null) : refuse("not_retiring");
    }
  }
};

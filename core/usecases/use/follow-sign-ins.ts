import type { Actor } from "#core/domain/audit/event.ts";
import type { Target } from "#core/domain/catalogue/entitlement.ts";
import { together, type Transition, transition, update } from "#core/domain/transition.ts";
import { seeUse } from "#core/domain/use/see-use.ts";
import { tryAccount } from "#core/domain/use/try-account.ts";
import type { TargetWatch } from "#core/domain/use/use-seen.ts";
import type { SignIn, SignIns } from "#core/ports/connector.ts";
import type { Core } from "#core/ports/core.ts";
import type { AccountGrant } from "#core/ports/uses.ts";
import { faultText } from "#core/usecases/fault-text.ts";

/** Parts read in one look; a log that grows faster is caught up with by the next ones. */
const mostParts = 8;
const longestErrorKept = 500;

/**
 * Reads on in what a target tells of log-ins: those that were let in are use, those refused to an account whose time was over
 * are counted. What was read and the place after it commit together, so that each is counted once, whoever reads.
 */
export const followSignIns = async (core: Core, actor: Actor, target: Target, from: TargetWatch): Promise<void> => {
  let watch = from;
  for (let part = 0; part < mostParts; part++) {
    const told = await askSignIns(core, target, watch.position);
    const done = await noteSignIns(core, actor, target, watch, told);
    if (!done || !("signIns" in told) || !told.more) return;
    watch = done;
  }
};

type Told = SignIns | { readonly error: string };

const askSignIns = async (core: Core, target: Target, position: string | null): Promise<Told> => {
  try {
    return await core.targets.look(target, `sign-ins ${position}`, async (connector) => {
      if (!connector.signIns) throw new Error("the connector does not tell of log-ins");
      return connector.signIns(position);
    });
  } catch (fault) {
    return { error: faultText(fault, longestErrorKept) };
  }
};

const noteSignIns = async (
  core: Core,
  actor: Actor,
  target: Target,
  watch: TargetWatch,
  told: Told,
): Promise<TargetWatch | null> => {
  const now = await core.clock.now();
  const steps = "signIns" in told ? await countSignIns(core, target, told.signIns, now) : [];
  const write = update("TargetWatch", watch, changesOf(told, now));
  const [commit] = await core.store.commit(actor, [together(transition({ writes: [write] }), ...steps)]);
  return commit?.done ? (write.row as TargetWatch) : null;
};

/** Where the target cannot be read the place is kept: what happens meanwhile is read once it can be again. */
const changesOf = (told: Told, now: Date): Partial<TargetWatch> => {
  if ("error" in told) return { error: told.error };
  if ("unable" in told) return { unable: told.unable, error: null, position: null };
  return { position: told.position, readAt: now, unable: null, error: null };
};

const countSignIns = async (
  core: Core,
  target: Target,
  signIns: readonly SignIn[],
  now: Date,
): Promise<readonly Transition[]> => {
  const accounts = [...new Set(signIns.map(({ account }) => account))];
  if (accounts.length === 0) return [];
  const [grants, tried, health] = await Promise.all([
    core.uses.grantsOfAccounts(target.id, accounts),
    core.uses.triedOf(target.id, accounts),
    core.catalogue.health(),
  ]);
  const uses = await core.uses.ofHoldings(grants.map(({ holdingId }) => holdingId));
  const offsetMs = health.find(({ targetId }) => targetId === target.id)?.clockOffsetMs ?? 0;
  const onOurClock = ({ at }: SignIn): Date => (at === null ? now : new Date(at.getTime() - offsetMs));
  return grants.flatMap((grant) => {
    const own = signIns
      .filter(({ account }) => account === grant.account)
      .map((signIn) => ({ outcome: signIn.outcome, address: signIn.address, at: onOurClock(signIn) }));
    const lastUse = own.findLast(({ outcome }) => outcome === "let-in");
    const use = uses.find(({ id }) => id === grant.holdingId);
    const attempts = own.filter(({ outcome, at }) => outcome === "refused" && isOver(grant, at));
    const known = tried.find(({ account }) => account === grant.account);
    const { id: grantId, holderId, account } = grant;
    const ended = { targetId: target.id, account, grantId, holderId };
    return [
      (lastUse && seeUse(use, { id: grant.holdingId, targetId: target.id }, lastUse.at)) ?? [],
      attempts.length > 0 ? tryAccount(known, () => core.ids.newId("try"), ended, attempts) : [],
    ].flat();
  });
};

/** Refused while the grant was open is a slip of the hand; from its end on nobody has any business with the account. */
const isOver = ({ status, endingAt }: AccountGrant, at: Date): boolean =>
  (status === "ending" || status === "ended") && endingAt !== null && at >= endingAt;

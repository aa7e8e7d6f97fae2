import type { EventKind } from "#core/domain/audit/event.ts";
import type { CredentialInput } from "#core/domain/grant/grant-input.ts";
import type { Grant } from "#core/domain/grant/grant.ts";
import { ok, refuse, type Result } from "#core/domain/result.ts";
import { credentialDecision } from "#core/domain/step-up/decisions.ts";
import { together, type Transition, transition, update } from "#core/domain/transition.ts";
import type { IssuedCredential } from "#core/ports/connector.ts";
import type { Caller, Core, UseCase } from "#core/ports/core.ts";
import { accessOf } from "#core/usecases/access-of.ts";
import { commitDecided, type Decided } from "#core/usecases/commit-decided.ts";
import { readableGrant } from "#core/usecases/read-grant.ts";
import { checkOwnDatabase, type ForeignDatabase } from "#core/usecases/restore/check-own-database.ts";
import { confirmStepUp, type StepUpRefusal } from "#core/usecases/step-up/confirm-step-up.ts";

export type Credential = IssuedCredential & { readonly expiresAt: Date };

export type CredentialRefusal =
  | "not_found"
  | "not_allowed"
  | "not_active"
  | "already_revealed"
  | "not_revealed"
  | "no_credential"
  | StepUpRefusal
  | ForeignDatabase
  | "busy";

/**
 * Makes the secret of an active grant, for its holder alone, and answers it once: it is stored nowhere (domain rule 7). The
 * reveal is committed first, so that two at once give one secret; an answer that was lost is repaired by `rotateCredential`.
 */
export const revealCredential: UseCase<CredentialInput, Credential, CredentialRefusal> = (core, caller, input) =>
  issue(core, caller, input, "credentialRevealed", (grant) => (grant.credentialRevealedAt ? "already_revealed" : null));

/** A new secret for an active grant; sessions opened under the old one are ended. */
export const rotateCredential: UseCase<CredentialInput, Credential, CredentialRefusal> = (core, caller, input) =>
  issue(core, caller, input, "credentialRotated", (grant) => (grant.credentialRevealedAt ? null : "not_revealed"));

const issue = async (
  core: Core,
  caller: Caller,
  input: CredentialInput,
  kind: EventKind,
  refusal: (grant: Grant) => CredentialRefusal | null,
): Promise<Result<Credential, CredentialRefusal>> => {
  const readable = await readableGrant(core, caller, input);
  if (!readable.ok) return readable;
  if (readable.value.holderId !== caller.person.id) return refuse("not_allowed");
  const own = await checkOwnDatabase(core, await core.clock.now());
  if (!own.ok) return own;
  const recorded = await commitDecided(core, caller.actor, (now) =>
    record(core, caller, input, { kind, refusal }, now),
  );
  if (!recorded.ok) return recorded;
  const { grant, expiresAt } = recorded.value;
  const issued = await issueAt(core, grant, kind === "credentialRotated");
  return issued.ok ? ok({ ...issued.value, expiresAt }) : issued;
};

const attempts = 6;
const firstPauseMs = 50;

/**
 * The reconciler may be telling the target the deadline in this very moment, and a target may refuse two changes of one
 * account at once. Nothing was answered yet, so it is safe to ask again, with the fence of then, unless the end came first.
 */
const issueAt = async (
  core: Core,
  grant: Grant,
  endSessions: boolean,
): Promise<Result<IssuedCredential, "no_credential" | "not_active">> => {
  for (let attempt = 1; ; attempt++) {
    try {
      const { connector, access } = await accessOf(core, grant.holdingId);
      if (!connector.issueCredential) return refuse("no_credential");
      return ok(await connector.issueCredential(access, { endSessions }));
    } catch (fault) {
      const [present, now] = await Promise.all([core.grants.find(grant.id), core.clock.now()]);
      if (!present || !isUsable(present, now)) return refuse("not_active");
      if (attempt === attempts) throw fault;
      await new Promise((resolve) => setTimeout(resolve, firstPauseMs * 2 ** (attempt - 1)));
    }
  }
};

/** At the deadline it is too late, whoever has noticed. */
const isUsable = (grant: Grant, now: Date): grant is Grant & { expiresAt: Date } =>
  grant.status === "active" && grant.expiresAt !== null && grant.expiresAt > now;

const record = async (
  core: Core,
  caller: Caller,
  input: CredentialInput,
  { kind, refusal }: { readonly kind: EventKind; readonly refusal: (grant: Grant) => CredentialRefusal | null },
  now: Date,
): Promise<Result<Decided<{ grant: Grant; expiresAt: Date }>, CredentialRefusal>> => {
  const { grantId } = input;
  const grant = await core.grants.find(grantId);
  if (!grant) return refuse("not_found");
  if (!isUsable(grant, now)) return refuse("not_active");
  const { expiresAt, requestId, entitlementId, targetId, holderId: personId } = grant;
  // Where people have accounts of their own there is no secret to give, and none is said to have been given.
  const target = await core.catalogue.findTarget(targetId);
  if (core.targets.kind(target?.kind ?? "")?.accounts !== "credential") return refuse("no_credential");
  const no = refusal(grant);
  if (no) return refuse(no);
  const confirmed = await confirmSensitive(core, caller, grant, input, kind, now);
  if (!confirmed.ok) return confirmed;
  const revealed = transition({
    writes: [update("Grant", grant, { credentialRevealedAt: now })],
    window: { before: expiresAt },
    events: [{ kind, grantId, requestId, entitlementId, targetId, personId }],
  });
  return ok({ transition: together(confirmed.value, revealed), value: { grant, expiresAt } });
};

/** A sensitive entitlement's secret is made only for a holder who confirms it now, whoever has their session. */
const confirmSensitive = async (
  core: Core,
  caller: Caller,
  grant: Grant,
  { stepUp: proof }: CredentialInput,
  kind: EventKind,
  now: Date,
): Promise<Result<Transition, StepUpRefusal>> => {
  const [[item], request] = await Promise.all([
    core.catalogue.ofIds([grant.entitlementId]),
    core.requests.find(grant.requestId),
  ]);
  if (!item || !request) throw new Error(`${grant.id}: its entitlement or request is not known`);
  if (!item.entitlement.sensitive) return ok(transition({}));
  const decision = credentialDecision(grant.id, request, kind === "credentialRotated" ? "rotate" : "reveal");
  return confirmStepUp(core, caller, { purpose: "credential", decision, proof }, now);
};

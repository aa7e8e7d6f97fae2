import type { Actor } from "#core/domain/audit/event.ts";
import { documentDigest } from "#core/domain/policy/document-digest.ts";
import { moveEpoch } from "#core/domain/policy/move-epoch.ts";
import { policyDigest } from "#core/domain/policy/policy-digest.ts";
import { ok, refuse, type Result } from "#core/domain/result.ts";
import { insert, together, transition } from "#core/domain/transition.ts";
import type { Core } from "#core/ports/core.ts";
import { isReason } from "#core/usecases/setup/is-reason.ts";

/**
 * The way back in when no reviewer is left, or the policy in force locks everybody out: whoever can reach the database with the
 * portal's own role puts another policy in force, without review. It is the one exception besides the set-up, and loud: the
 * record says that it came from the console, why, and that nobody approved it. Answers the new policy's number.
 */
export const recoverPolicy = async (
  core: Pick<Core, "clock" | "policies" | "store">,
  document: string,
  reason: string,
): Promise<Result<number, "invalid_policy" | "no_reason" | "busy">> => {
  if (!isReason(reason)) return refuse("no_reason");
  const checked = core.policies.check(document);
  if (!checked.ok) return refuse("invalid_policy");
  const [versions, epochs, activatedAt] = await Promise.all([
    core.policies.versions(),
    core.policies.epochs(),
    core.clock.now(),
  ]);
  const number = (versions[0]?.number ?? 0) + 1;
  const digest = policyDigest(checked.value.compiled.document);
  const row = { number, version: 1, document, digest, authorId: null, approvedById: null, activatedAt };
  const actor: Actor = { personId: null, via: "console", correlationId: `recovery-${number}` };
  const recovered = transition({
    writes: [insert("Policy", row)],
    events: [{ kind: "policyRecovered", data: { number, digest, documentSha256: documentDigest(document), reason } }],
  });
  const [commit] = await core.store.commit(actor, [together(recovered, moveEpoch(epochs, "policy"))]);
  return commit?.done ? ok(number) : refuse("busy");
};

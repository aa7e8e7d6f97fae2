import { randomUUID } from "node:crypto";
import { documentDigest } from "#core/domain/policy/document-digest.ts";
import { factEpochs } from "#core/domain/policy/policy-version.ts";
import { policyDigest } from "#core/domain/policy/policy-digest.ts";
import { freshPortal } from "#core/domain/portal.ts";
import { insert, type Transition, transition } from "#core/domain/transition.ts";
import type { Core } from "#core/ports/core.ts";

/**
 * What every portal begins with: its own id, which objects at targets will carry, the epochs that decisions are guarded by,
 * and a first policy. The epochs have fixed ids, so of two set-ups at once only one is written.
 */
export const newPortal = (core: Core, policy: string, demo: boolean, now: Date): Transition => {
  const compiled = core.policies.check(policy);
  if (!compiled.ok) throw new Error(`the first policy is not valid: ${JSON.stringify(compiled.error)}`);
  const digest = policyDigest(compiled.value.compiled.document);
  const id = randomUUID();
  return transition({
    writes: [
      insert("Portal", freshPortal(id, demo, now)),
      ...factEpochs.map((epoch) => insert("FactEpoch", { id: epoch, version: 1 })),
      insert("Policy", {
        number: 1,
        version: 1,
        document: policy,
        digest,
        authorId: null,
        approvedById: null,
        activatedAt: now,
      }),
    ],
    events: [
      { kind: "portalCreated", data: { portalId: id, demo } },
      { kind: "policyActivated", data: { number: 1, digest, documentSha256: documentDigest(policy), by: "set-up" } },
    ],
  });
};

"use client";

import type { GrantDoors } from "#components/grant/grant-doors.ts";
import { GrantRow } from "#components/grant/grant-row.tsx";
import type { ShownGrant } from "#components/grant/shown-grant.ts";
import {
  extendGrantAction,
  returnGrantAction,
  revealCredentialAction,
  revokeGrantAction,
  rotateCredentialAction,
  verifyIdentityAction,
} from "./actions.ts";

const doors: GrantDoors = {
  reveal: revealCredentialAction,
  rotate: rotateCredentialAction,
  giveBack: returnGrantAction,
  revoke: revokeGrantAction,
  extend: extendGrantAction,
  verify: verifyIdentityAction,
};

/** `extending` names the grant for which more time is about to be asked. */
export function AccessRows({ grants, extending }: { grants: readonly ShownGrant[]; extending?: string | undefined }) {
  return grants.map((grant) => (
    <GrantRow key={grant.id} grant={grant} doors={doors} linked extending={grant.id === extending} />
  ));
}

"use server";

import { endDelegationInput, setDelegationInput } from "#core/domain/delegation/delegation-input.ts";
import { findColleaguesInput } from "#core/domain/directory/person-input.ts";
import { verifyIdentityInput } from "#core/domain/directory/sign-in-input.ts";
import { createTokenInput, sessionIdInput, tokenIdInput } from "#core/domain/directory/token-input.ts";
import { endDelegation } from "#core/usecases/delegations/end-delegation.ts";
import { setDelegation } from "#core/usecases/delegations/set-delegation.ts";
import { findColleagues } from "#core/usecases/people/find-colleagues.ts";
import { endSession } from "#core/usecases/sign-in/end-session.ts";
import { verifyIdentity } from "#core/usecases/sign-in/verify-identity.ts";
import { createToken } from "#core/usecases/tokens/create-token.ts";
import { revokeToken } from "#core/usecases/tokens/revoke-token.ts";
import { defineAction } from "#server/define-action.ts";

export const endSessionAction = defineAction(sessionIdInput, endSession);
export const createTokenAction = defineAction(createTokenInput, createToken);
export const revokeTokenAction = defineAction(tokenIdInput, revokeToken);
export const verifyIdentityAction = defineAction(verifyIdentityInput, verifyIdentity);
export const findColleaguesAction = defineAction(findColleaguesInput, findColleagues);
export const setDelegationAction = defineAction(setDelegationInput, setDelegation);
export const endDelegationAction = defineAction(endDelegationInput, endDelegation);

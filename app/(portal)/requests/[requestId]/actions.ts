"use server";

import { verifyIdentityInput } from "#core/domain/directory/sign-in-input.ts";
import { credentialInput, grantIdInput, revokeGrantInput } from "#core/domain/grant/grant-input.ts";
import { extendGrantInput, requestIdInput, voteInput } from "#core/domain/request/request-input.ts";
import { cancelRequest } from "#core/usecases/cancel-request.ts";
import { extendGrant } from "#core/usecases/extend-grant.ts";
import { returnGrant } from "#core/usecases/return-grant.ts";
import { revealCredential, rotateCredential } from "#core/usecases/reveal-credential.ts";
import { revokeGrant } from "#core/usecases/revoke-grant.ts";
import { verifyIdentity } from "#core/usecases/sign-in/verify-identity.ts";
import { voteOnRequest } from "#core/usecases/vote-on-request.ts";
import { defineAction } from "#server/define-action.ts";

export const voteAction = defineAction(voteInput, voteOnRequest);
export const cancelRequestAction = defineAction(requestIdInput, cancelRequest);
export const revealCredentialAction = defineAction(credentialInput, revealCredential);
export const rotateCredentialAction = defineAction(credentialInput, rotateCredential);
export const returnGrantAction = defineAction(grantIdInput, returnGrant);
export const revokeGrantAction = defineAction(revokeGrantInput, revokeGrant);
export const extendGrantAction = defineAction(extendGrantInput, extendGrant);
export const verifyIdentityAction = defineAction(verifyIdentityInput, verifyIdentity);

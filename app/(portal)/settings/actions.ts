"use server";

import { endDelegationInput, setDelegationInput } from "#core/domain/delegation/delegation-input.ts";
import { findColleaguesInput } from "#core/domain/directory/person-input.ts";
import { changePasswordInput, verifyIdentityInput } from "#core/domain/directory/sign-in-input.ts";
import { createTokenInput, sessionIdInput, tokenIdInput } from "#core/domain/directory/token-input.ts";
import { endDelegation } from "#core/usecases/delegations/end-delegation.ts";
import { setDelegation } from "#core/usecases/delegations/set-delegation.ts";
import { findColleagues } from "#core/usecases/people/find-colleagues.ts";
import { noInput } from "#core/domain/no-input.ts";
import { setPreferencesInput } from "#core/domain/notice/preference-input.ts";
import {
  enrolPasskeyInput,
  passkeyIdInput,
  recoveryCodeInput,
  renamePasskeyInput,
} from "#core/domain/step-up/step-up-input.ts";
import { setPreferences } from "#core/usecases/notify/set-preferences.ts";
import { changePassword } from "#core/usecases/sign-in/change-password.ts";
import { endSession } from "#core/usecases/sign-in/end-session.ts";
import { verifyIdentity } from "#core/usecases/sign-in/verify-identity.ts";
import { beginEnrolment } from "#core/usecases/step-up/begin-enrolment.ts";
import { removePasskey, renamePasskey } from "#core/usecases/step-up/change-passkey.ts";
import { enrolPasskey } from "#core/usecases/step-up/enrol-passkey.ts";
import { makeRecoveryCodes, consumeRecoveryCode } from "#core/usecases/step-up/recovery-codes.ts";
import { createToken } from "#core/usecases/tokens/create-token.ts";
import { revokeToken } from "#core/usecases/tokens/revoke-token.ts";
import { defineAction } from "#server/define-action.ts";

export const endSessionAction = defineAction(sessionIdInput, endSession);
export const createTokenAction = defineAction(createTokenInput, createToken);
export const revokeTokenAction = defineAction(tokenIdInput, revokeToken);
export const verifyIdentityAction = defineAction(verifyIdentityInput, verifyIdentity);
export const changePasswordAction = defineAction(changePasswordInput, changePassword);
export const findColleaguesAction = defineAction(findColleaguesInput, findColleagues);
export const setDelegationAction = defineAction(setDelegationInput, setDelegation);
export const endDelegationAction = defineAction(endDelegationInput, endDelegation);
export const beginEnrolmentAction = defineAction(noInput, beginEnrolment);
export const enrolPasskeyAction = defineAction(enrolPasskeyInput, enrolPasskey);
export const renamePasskeyAction = defineAction(renamePasskeyInput, renamePasskey);
export const removePasskeyAction = defineAction(passkeyIdInput, removePasskey);
export const makeRecoveryCodesAction = defineAction(noInput, makeRecoveryCodes);
export const consumeRecoveryCodeAction = defineAction(recoveryCodeInput, consumeRecoveryCode);
export const setPreferencesAction = defineAction(setPreferencesInput, setPreferences);

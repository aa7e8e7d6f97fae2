import { noInput } from "#core/domain/no-input.ts";
import { listDelegations } from "#core/usecases/delegations/list-delegations.ts";
import { readPreferences } from "#core/usecases/notify/read-preferences.ts";
import { listSessions } from "#core/usecases/sign-in/list-sessions.ts";
import { readSecurity } from "#core/usecases/step-up/read-security.ts";
import { listTokens } from "#core/usecases/tokens/list-tokens.ts";
import { defineRead } from "#server/define-read.ts";

export const readOwnSessions = defineRead(noInput, listSessions);
export const readOwnTokens = defineRead(noInput, listTokens);
export const readOwnDelegations = defineRead(noInput, listDelegations);
export const readOwnSecurity = defineRead(noInput, readSecurity);
export const readOwnPreferences = defineRead(noInput, readPreferences);

import { noInput } from "#core/domain/no-input.ts";
import { readPolicy } from "#core/usecases/policy/read-policy.ts";
import { defineRead } from "#server/define-read.ts";

export const readPolicyPage = defineRead(noInput, readPolicy);

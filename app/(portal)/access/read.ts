import { noInput } from "#core/domain/no-input.ts";
import { readAccess } from "#core/usecases/overview/read-access.ts";
import { defineRead } from "#server/define-read.ts";

export const readAccessPage = defineRead(noInput, readAccess);

import { accessAtInput } from "#core/domain/audit/audit-input.ts";
import { accessAt } from "#core/usecases/audit/access-at.ts";
import { defineRead } from "#server/define-read.ts";

export const readAccessAt = defineRead(accessAtInput, accessAt);

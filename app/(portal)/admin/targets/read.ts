import { noInput } from "#core/domain/no-input.ts";
import { listConnectorKinds } from "#core/usecases/targets/list-connector-kinds.ts";
import { listTargets } from "#core/usecases/targets/list-targets.ts";
import { defineRead } from "#server/define-read.ts";

export const readTargets = defineRead(noInput, listTargets);
export const readKinds = defineRead(noInput, listConnectorKinds);

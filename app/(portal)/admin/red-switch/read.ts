import { noInput } from "#core/domain/no-input.ts";
import { readRedSwitchInput } from "#core/domain/grant/end-scope.ts";
import { readRedSwitch } from "#core/usecases/red-switch/read-red-switch.ts";
import { listTargets } from "#core/usecases/targets/list-targets.ts";
import { defineRead } from "#server/define-read.ts";

export const readRedSwitchPage = defineRead(readRedSwitchInput, readRedSwitch);
export const readTargets = defineRead(noInput, listTargets);

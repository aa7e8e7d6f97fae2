import { proveIdentityOperation } from "#server/api/operations/step-ups.ts";
import { defineRoute } from "#server/define-route.ts";

export const POST = defineRoute(proveIdentityOperation);

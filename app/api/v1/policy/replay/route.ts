import { replayPolicyOperation } from "#server/api/operations/policy.ts";
import { defineRoute } from "#server/define-route.ts";

export const POST = defineRoute(replayPolicyOperation);

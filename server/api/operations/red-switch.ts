import { z } from "zod";
import { pullRedSwitchInput, readRedSwitchInput } from "#core/domain/grant/end-scope.ts";
import { pullRedSwitch } from "#core/usecases/red-switch/pull-red-switch.ts";
import { readRedSwitch } from "#core/usecases/red-switch/read-red-switch.ts";
import { exampleIds } from "#server/api/examples.ts";
import { defineOperation } from "#server/api/operation.ts";

const reach = {
  grants: z.int().describe("Grants that are not over yet"),
  live: z.int().describe("Those of them whose access may exist now"),
  people: z.int(),
  targets: z.int(),
  requests: z.int().describe("Pending requests that would be cancelled; only where the scope is a person"),
};
const example = { grants: 12, live: 11, people: 7, targets: 1, requests: 0 };
const administrators = { roles: ["administrator"], portalRoles: ["administrator"] } as const;

export const readRedSwitchOperation = defineOperation({
  id: "readRedSwitch",
  method: "GET",
  path: "/red-switch",
  summary: "What the red switch would end right now, and what must be typed to do it",
  scope: "admin:read",
  ...administrators,
  input: readRedSwitchInput,
  output: z.object({ name: z.string(), confirm: z.string(), ...reach }),
  useCase: readRedSwitch,
  refusals: ["not_allowed", "not_found"],
  example: {
    input: { of: "target", targetId: exampleIds.target },
    output: { name: "orders", confirm: "orders", ...example },
  },
});

export const pullRedSwitchOperation = defineOperation({
  id: "pullRedSwitch",
  method: "POST",
  path: "/red-switch",
  summary: "End everything of one person, one target, or all, in one transaction",
  scope: "admin:write",
  ...administrators,
  input: pullRedSwitchInput,
  output: z.object(reach),
  useCase: pullRedSwitch,
  refusals: ["not_allowed", "not_found", "not_confirmed"],
  example: {
    input: {
      of: "target",
      targetId: exampleIds.target,
      reason: "The cluster's backups were found in public, INC-4212",
      confirm: "orders",
      shown: 12,
    },
    output: example,
  },
});

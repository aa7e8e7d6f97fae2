import { z } from "zod";
import { searchEntitlementsInput } from "#core/domain/catalogue/catalogue-input.ts";
import { portalRoles } from "#core/domain/directory/person.ts";
import { tokenScopes } from "#core/domain/directory/session.ts";
import { searchEntitlements } from "#core/usecases/catalogue/search-entitlements.ts";
import { readMe } from "#core/usecases/people/read-me.ts";
import { examples } from "#server/api/examples.ts";
import { defineOperation } from "#server/api/operation.ts";
import { pageOf } from "#server/api/schemas/parts.ts";

export const readMeOperation = defineOperation({
  id: "readMe",
  method: "GET",
  path: "/me",
  summary: "Who is calling, and what waits for them",
  scope: null,
  roles: ["anyone"],
  input: z.strictObject({}),
  output: z.object({
    id: z.string(),
    name: z.string(),
    email: z.string(),
    timezone: z.string(),
    roles: z.array(z.enum(portalRoles)),
    onCall: z.boolean(),
    groups: z.array(z.string()),
    scopes: z.array(z.enum(tokenScopes)).nullable(),
    toDecide: z.int(),
    holding: z.int(),
  }),
  useCase: readMe,
  refusals: [],
  example: {
    input: {},
    output: {
      ...examples.requester,
      email: "ines@example.com",
      timezone: "Europe/Lisbon",
      roles: [],
      onCall: false,
      groups: ["engineering"],
      scopes: null,
      toDecide: 0,
      holding: 1,
    },
  },
});

export const searchEntitlementsOperation = defineOperation({
  id: "searchEntitlements",
  method: "GET",
  path: "/entitlements",
  summary: "What can be asked for, best match first",
  scope: "request:read",
  roles: ["anyone"],
  input: searchEntitlementsInput,
  output: pageOf(
    z.object({
      id: z.string(),
      name: z.string(),
      description: z.string(),
      action: z.string(),
      resource: z.string(),
      target: z.object({ id: z.string(), name: z.string(), kind: z.string() }),
      tags: z.record(z.string(), z.string()),
      owner: z.string().nullable(),
      sensitive: z.boolean(),
      favourite: z.boolean(),
    }),
  ),
  useCase: searchEntitlements,
  refusals: [],
  example: {
    input: { q: "orders", limit: 20 },
    output: {
      items: [{ ...examples.entitlement, owner: "data-platform", sensitive: false, favourite: false }],
      nextCursor: null,
    },
  },
});

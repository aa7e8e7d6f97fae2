import type { z } from "zod";
import { credentialInput, grantIdInput, listGrantsInput, revokeGrantInput } from "#core/domain/grant/grant-input.ts";
import { extendGrantInput } from "#core/domain/request/request-input.ts";
import { extendGrant } from "#core/usecases/extend-grant.ts";
import { listGrants } from "#core/usecases/list-grants.ts";
import { readGrant } from "#core/usecases/read-grant.ts";
import { returnGrant } from "#core/usecases/return-grant.ts";
import { revealCredential, rotateCredential } from "#core/usecases/reveal-credential.ts";
import { revokeGrant } from "#core/usecases/revoke-grant.ts";
import { holderOnly, revokerOnly } from "#server/api/access.ts";
import { exampleIds, examples } from "#server/api/examples.ts";
import { defineOperation } from "#server/api/operation.ts";
import { credential, grant } from "#server/api/schemas/grant.ts";
import { stepUpRefusals } from "#server/api/step-up-refusals.ts";
import { pageOf } from "#server/api/schemas/parts.ts";
import { request } from "#server/api/schemas/request.ts";

const credentialRefusals = [
  "not_found",
  "not_allowed",
  "not_active",
  "already_revealed",
  "not_revealed",
  "no_credential",
  "database_restored",
  "record_unproved",
  ...stepUpRefusals,
  "busy",
] as const;

const one = { grantId: exampleIds.grant };

const issued: z.input<typeof credential> = {
  kind: "postgresql",
  host: "orders.example.com",
  port: 5432,
  database: "orders",
  username: "lapse_ines_01k9zq3v",
  password: "not-a-real-password",
  command: 'psql "host=orders.example.com port=5432 dbname=orders user=lapse_ines_01k9zq3v"',
  expiresAt: examples.at("11:05:01"),
};

export const listGrantsOperation = defineOperation({
  id: "listGrants",
  method: "GET",
  path: "/grants",
  summary: "Grants that the caller may see, newest first",
  scope: "request:read",
  roles: ["anyone"],
  input: listGrantsInput,
  output: pageOf(grant),
  useCase: listGrants,
  refusals: [],
  example: { input: { status: "active" }, output: { items: [examples.grant], nextCursor: null } },
});

export const readGrantOperation = defineOperation({
  id: "readGrant",
  method: "GET",
  path: "/grants/{grantId}",
  summary: "One grant, from its obligation to its confirmed end",
  scope: "request:read",
  roles: ["requester", "holder", "approver", "owner", "auditor", "administrator"],
  input: grantIdInput,
  output: grant,
  useCase: readGrant,
  refusals: ["not_found"],
  example: { input: one, output: examples.grant },
});

export const returnGrantOperation = defineOperation({
  id: "returnGrant",
  method: "POST",
  path: "/grants/{grantId}/return",
  summary: "Give access back before its time",
  scope: "grant:end",
  roles: ["holder"],
  input: grantIdInput,
  output: grant,
  access: holderOnly,
  useCase: returnGrant,
  refusals: ["not_found", "not_allowed", "already_over", "busy"],
  example: { input: one, output: { ...examples.ending, endReason: "returned" } },
});

export const revokeGrantOperation = defineOperation({
  id: "revokeGrant",
  method: "POST",
  path: "/grants/{grantId}/revoke",
  summary: "End somebody's access at once",
  scope: "grant:end",
  roles: ["approver", "owner", "administrator"],
  input: revokeGrantInput,
  output: grant,
  access: revokerOnly,
  useCase: revokeGrant,
  refusals: ["not_found", "not_allowed", "already_over", "busy"],
  example: {
    input: { ...one, reason: "The incident is closed" },
    output: { ...examples.ending, endReason: "revoked" },
  },
});

export const extendGrantOperation = defineOperation({
  id: "extendGrant",
  method: "POST",
  path: "/grants/{grantId}/extend",
  summary: "Ask for more time; policy decides anew over the whole time",
  scope: "request:write",
  roles: ["holder"],
  input: extendGrantInput,
  output: request,
  status: 201,
  access: holderOnly,
  useCase: extendGrant,
  refusals: [
    "not_found",
    "not_allowed",
    "grant_over",
    "account_taken",
    "verification_needed",
    "unknown_entitlement",
    "revoker_silent",
    "clocks_disagree",
    "database_restored",
    "record_unproved",
    "target_overdue",
    "busy",
  ],
  example: {
    input: { ...one, durationSeconds: 3600, justification: "The repair needs another hour" },
    output: { ...examples.request, extendsGrantId: exampleIds.grant, durationSeconds: 3600, ticket: null },
  },
});

export const revealCredentialOperation = defineOperation({
  id: "revealCredential",
  method: "POST",
  path: "/grants/{grantId}/credential",
  summary: "Make the secret and answer it, once",
  scope: "credential",
  roles: ["holder"],
  showsSecret: true,
  input: credentialInput,
  output: credential,
  access: holderOnly,
  useCase: revealCredential,
  refusals: credentialRefusals,
  example: { input: one, output: issued },
});

export const rotateCredentialOperation = defineOperation({
  id: "rotateCredential",
  method: "POST",
  path: "/grants/{grantId}/credential/rotate",
  summary: "A new secret; sessions opened under the old one end",
  scope: "credential",
  roles: ["holder"],
  showsSecret: true,
  input: credentialInput,
  output: credential,
  access: holderOnly,
  useCase: rotateCredential,
  refusals: credentialRefusals,
  example: { input: one, output: issued },
});

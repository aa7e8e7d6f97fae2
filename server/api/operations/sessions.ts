import { z } from "zod";
import { targetIdInput } from "#core/domain/catalogue/catalogue-input.ts";
import { grantIdInput } from "#core/domain/grant/grant-input.ts";
import { readGrantSessions } from "#core/usecases/use/read-grant-sessions.ts";
import { readTargetSessions } from "#core/usecases/use/read-target-sessions.ts";
import { exampleIds, examples } from "#server/api/examples.ts";
import { defineOperation } from "#server/api/operation.ts";
import { grant } from "#server/api/schemas/grant.ts";
import { instant, personName } from "#server/api/schemas/parts.ts";

const session = z.object({
  id: z.string().describe("What the target calls it"),
  since: instant.nullable(),
  address: z.string().nullable(),
  lastActiveAt: instant.nullable(),
  state: z.enum(["busy", "idle"]).nullable(),
});
const state =
  "told: the sessions are those of readAt; unable: the target does not know; unreachable: it did not answer in time";
const one = {
  ...{ id: "48213", since: examples.at("09:06:10"), address: "10.20.0.7" },
  ...{ lastActiveAt: examples.at("09:41:58"), state: "idle" as const },
};

export const readGrantSessionsOperation = defineOperation({
  id: "readGrantSessions",
  method: "GET",
  path: "/grants/{grantId}/sessions",
  summary: "Who is connected through a grant now, asked of its target, and when it was seen in use",
  scope: "request:read",
  roles: ["requester", "holder", "approver", "owner", "auditor", "administrator"],
  input: grantIdInput,
  output: z.object({
    state: z
      .enum(["told", "unable", "unreachable", "closed"])
      .describe(`${state}; closed: nobody could be connected through it`),
    readAt: instant,
    sessions: z.array(session),
    firstSeenAt: instant.nullable().describe("Seen by looking now and then: it proves use, never its absence"),
    lastSeenAt: instant.nullable(),
    tried: z
      .object({ count: z.int(), lastAt: instant, address: z.string().nullable() })
      .nullable()
      .describe("Log-ins that the target refused after the grant's end"),
  }),
  useCase: readGrantSessions,
  refusals: ["not_found"],
  example: {
    input: { grantId: exampleIds.grant },
    output: {
      ...{ state: "told", readAt: examples.at("09:42:00"), sessions: [one] },
      ...{ firstSeenAt: examples.at("09:06:30"), lastSeenAt: examples.at("09:42:00") },
      tried: null,
    },
  },
});

export const readTargetSessionsOperation = defineOperation({
  id: "readTargetSessions",
  method: "GET",
  path: "/targets/{targetId}/sessions",
  summary: "Who is connected at a target now through grants of this portal",
  scope: "admin:read",
  roles: ["administrator", "auditor", "reviewer"],
  portalRoles: ["administrator", "auditor", "reviewer"],
  input: targetIdInput,
  output: z.object({
    state: z.enum(["told", "unable", "unreachable"]).describe(state),
    readAt: instant,
    open: z.int().describe("Grants through which somebody could be connected"),
    asked: z.int().describe("Those of them that the target was asked about"),
    connected: z.array(z.object({ grant, sessions: z.array(session) })),
    signIns: z
      .object({ readAt: instant.nullable(), unable: z.string().nullable(), error: z.string().nullable() })
      .nullable()
      .describe(
        "Whether log-ins can be read at this target; unable says what an administrator there would have to change",
      ),
    tried: z
      .array(
        z.object({
          ...{ account: z.string(), count: z.int(), firstAt: instant, lastAt: instant },
          ...{ address: z.string().nullable(), holder: personName, requestId: z.string() },
        }),
      )
      .describe("Accounts whose time was over and that were tried"),
  }),
  useCase: readTargetSessions,
  refusals: ["not_allowed", "not_found"],
  example: {
    input: { targetId: exampleIds.target },
    output: {
      ...{ state: "told", readAt: examples.at("09:42:00"), open: 1, asked: 1 },
      connected: [{ grant: examples.grant, sessions: [one] }],
      signIns: { readAt: examples.at("09:41:40"), unable: null, error: null },
      tried: [],
    },
  },
});

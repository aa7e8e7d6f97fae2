import { z } from "zod";
import { replayKinds } from "#core/domain/policy/replay-candidate.ts";
import { exampleIds } from "#server/api/examples.ts";
import { instant } from "#server/api/schemas/parts.ts";

const answer = z.object({
  outcome: z.enum(["deny", "auto-approve", "needs-approval"]),
  stages: z.array(z.object({ need: z.int(), from: z.array(z.string()) })),
});

export const replayReport = z.object({
  days: z.int(),
  since: instant,
  counts: z
    .object(
      Object.fromEntries(replayKinds.map((kind) => [kind, z.int()])) as Record<(typeof replayKinds)[number], z.ZodInt>,
    )
    .nullable()
    .describe("How many requests were answered again, by what came of it; null on later pages"),
  differences: z.array(
    z.object({
      requestId: z.string(),
      at: instant,
      kind: z.enum(replayKinds).exclude(["same"]),
      requester: z.string(),
      holder: z.string(),
      entitlements: z.array(z.string()),
      durationSeconds: z.number(),
      was: answer,
      would: answer.extend({ rules: z.array(z.string()), reasons: z.array(z.looseObject({ code: z.string() })) }),
      unknown: z.array(z.string()).describe("What the answer would rest on that was not recorded"),
    }),
  ),
  nextCursor: z.string().nullable(),
});

export const exampleReplay: z.input<typeof replayReport> = {
  days: 30,
  since: "2026-02-01T09:00:00.000Z",
  counts: { same: 41, denied: 1, "needs-approval": 0, "auto-approve": 0, "routed-otherwise": 0, unknown: 0 },
  differences: [
    {
      requestId: exampleIds.request,
      at: "2026-03-02T09:00:00.000Z",
      kind: "denied",
      requester: "Ines Duarte",
      holder: "Ines Duarte",
      entitlements: ["read orders-db"],
      durationSeconds: 3600,
      was: { outcome: "auto-approve", stages: [] },
      would: {
        outcome: "deny",
        stages: [],
        rules: ["nobody"],
        reasons: [{ code: "denied_by_rule", ruleId: "nobody", message: "Not today." }],
      },
      unknown: [],
    },
  ],
  nextCursor: null,
};

import { z } from "zod";
import { noticeKinds } from "#core/domain/notice/notice.ts";
import { instant } from "#server/api/schemas/parts.ts";

export const inboxMessage = z.object({
  id: z.string(),
  createdAt: instant,
  readAt: instant.nullable(),
  kind: z.enum(noticeKinds),
  title: z.string(),
  rows: z.array(
    z.union([z.object({ label: z.string(), text: z.string() }), z.object({ label: z.string(), at: instant })]),
  ),
  link: z.object({ label: z.string(), path: z.string().describe("A page of the portal") }),
  settled: z.boolean().describe("What it called to is settled: there is nothing to do any more"),
});

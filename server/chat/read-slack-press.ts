import { z } from "zod";
import type { RequestId } from "#core/domain/ids.ts";
import { id } from "#core/domain/text-input.ts";

/** A press of one of our vote buttons (docs.slack.dev, "block_actions payloads"), as far as we read it. */
const press = z.object({
  type: z.literal("block_actions"),
  user: z.object({ id: z.string().regex(/^[UW][A-Z0-9]{2,20}$/) }),
  channel: z.object({ id: z.string().max(40) }),
  actions: z
    .array(z.object({ action_id: z.enum(["lapse_approve", "lapse_deny"]), value: z.string().max(300) }))
    .length(1),
});

const ballot = z.tuple([id<RequestId>("req"), z.string().min(1).max(200)]);

export interface SlackPress {
  readonly user: string;
  readonly channel: string;
  readonly requestId: RequestId;
  readonly vote: "approve" | "deny";
  readonly digest: string;
}

/** What a form from Slack says; null for whatever is not a vote: its own checks, links that were opened, other apps' buttons. */
export const readSlackPress = (body: string): SlackPress | null => {
  const payloads = new URLSearchParams(body).getAll("payload");
  if (payloads.length !== 1) return null;
  const parsed = press.safeParse(parse(payloads[0] ?? ""));
  const [action] = parsed.data?.actions ?? [];
  const value = ballot.safeParse(action?.value.split(" "));
  if (!parsed.success || !action || !value.success) return null;
  const [requestId, digest] = value.data;
  const vote = action.action_id === "lapse_approve" ? "approve" : "deny";
  return { user: parsed.data.user.id, channel: parsed.data.channel.id, requestId, vote, digest };
};

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};

import type { KnownBlock } from "@slack/types";
import type { Message } from "#core/domain/notice/message.ts";

/** Slack reads these three signs as markup (docs.slack.dev, "Escaping text"). */
export const escapeSlack = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

const longestSection = 2_900;

/** Written by Slack in the reader's own zone. */
const instant = (at: Date): string => {
  const text = `${at.toISOString().slice(0, 16).replace("T", " ")} UTC`;
  return `<!date^${Math.floor(at.getTime() / 1000)}^{date_short_pretty} {time}|${text}>`;
};

/** The value of a vote's button: what it is about, and what was shown. */
const ballotValue = ({ requestId, digest }: NonNullable<Message["ballot"]>): string => `${requestId} ${digest}`;

/**
 * One message as Slack draws it. Where a vote needs no step-up, two buttons cast it; where it does, the link leads to the
 * portal, which asks for the passkey. The reason is there only when the message has one: in direct messages.
 */
export const slackBlocks = (message: Message, origin: string, withVotes: boolean): KnownBlock[] => {
  const facts = message.rows.map(
    (row) => `*${escapeSlack(row.label)}* ${"at" in row ? instant(row.at) : escapeSlack(row.text)}`,
  );
  const quote = message.reason?.split("\n").map((line) => `>${escapeSlack(line)}`) ?? [];
  const text = [`*${escapeSlack(message.title)}*`, ...facts, ...quote].join("\n").slice(0, longestSection);
  const { ballot, link } = message;
  const vote = (id: "approve" | "deny", label: string, style: "primary" | "danger", value: string) => ({
    ...{ type: "button" as const, action_id: `lapse_${id}`, text: { type: "plain_text" as const, text: label } },
    ...{ style, value },
  });
  const votes =
    ballot && !ballot.stepUp && withVotes
      ? [
          vote("approve", "Approve", "primary", ballotValue(ballot)),
          vote("deny", "Deny", "danger", ballotValue(ballot)),
        ]
      : [];
  return [
    { type: "section", text: { type: "mrkdwn", text } },
    {
      type: "actions",
      elements: [
        ...votes,
        {
          type: "button",
          action_id: "lapse_open",
          text: { type: "plain_text", text: link.label.slice(0, 75) },
          url: `${origin}${link.path}`,
        },
      ],
    },
  ];
};

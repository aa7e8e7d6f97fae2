import type { KnownBlock } from "@slack/types";
import type { Message } from "#core/domain/notice/message.ts";

/** Slack reads these three signs as markup (docs.slack.dev, "Escaping text"). */
export const escapeSlack = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** Slack takes 3,000 signs, and counts them after the escaping. */
const longestSection = 2_900;
const goesOn = "\n_It goes on in the portal._";

/** Whole signs of the escaped text, so that no mark-up is torn; whoever reads a part of it is told so. */
const within = (text: string, limit: number): string => {
  if (text.length <= limit) return text;
  const signs = text.slice(0, limit - goesOn.length).match(/<[^<>]*>|&[a-z]+;|[^<&\p{Cs}]/guy) ?? [];
  return `${signs.join("")}${goesOn}`;
};

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
  const text = within([`*${escapeSlack(message.title)}*`, ...facts, ...quote].join("\n"), longestSection);
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

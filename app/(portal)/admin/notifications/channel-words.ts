import type { OutsideName } from "#core/usecases/notify/read-channels.ts";

interface ChannelWords {
  readonly name: string;
  readonly reaches: string;
  /** The settings that it works with. */
  readonly settings: readonly string[];
}

export const channelWords = {
  email: {
    name: "E-mail",
    reaches: "Each person, at their address.",
    settings: ["LAPSE_SMTP_URL", "LAPSE_MAIL_FROM"],
  },
  slack: {
    name: "Slack, direct messages",
    reaches: "Each person, by their address.",
    settings: ["LAPSE_SLACK_TOKEN"],
  },
  "slack-channel": {
    name: "Slack, a shared channel",
    reaches: "Whoever reads it: requests to decide, emergencies and alarms; never a reason.",
    settings: ["LAPSE_SLACK_TOKEN", "LAPSE_SLACK_CHANNEL"],
  },
  webhook: {
    name: "Webhook",
    reaches: "Another system, signed as Standard Webhooks asks; never a reason.",
    settings: ["LAPSE_WEBHOOK_URL", "LAPSE_WEBHOOK_SECRET"],
  },
} as const satisfies Record<OutsideName, ChannelWords>;

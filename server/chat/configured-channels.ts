import { createEmailChannel } from "#adapters/notify/email/email-channel.ts";
import { createSlack, type Slack } from "#adapters/notify/slack/slack-channel.ts";
import { createWebhookChannel, type WebhookOptions } from "#adapters/notify/webhook/webhook-channel.ts";
import type { Channel } from "#core/ports/channels.ts";
import type { Env } from "#server/env.ts";

export const configuredSlack = (settings: Env): Slack | null => {
  const { LAPSE_SLACK_TOKEN: token, LAPSE_SLACK_CHANNEL: channel, LAPSE_SLACK_API_URL: apiUrl } = settings;
  if (token === undefined) return null;
  const answers = settings.LAPSE_SLACK_SIGNING_SECRET !== undefined;
  return createSlack({ token, channel, answers, origin: settings.LAPSE_PUBLIC_URL.origin, apiUrl: apiUrl?.href });
};

/** None by default: what leaves the portal, leaves it by somebody's decision. The inbox is always there. */
export const configuredChannels = (
  settings: Env,
  slack: Slack | null,
  outside: Pick<WebhookOptions, "now" | "resolveAddress">,
): readonly Channel[] => {
  const { LAPSE_SMTP_URL: smtpUrl, LAPSE_MAIL_FROM: from, LAPSE_PUBLIC_URL: portal } = settings;
  const { LAPSE_WEBHOOK_URL: url, LAPSE_WEBHOOK_SECRET: secret } = settings;
  return [
    ...(smtpUrl && from ? [createEmailChannel({ smtpUrl, from, origin: portal.origin })] : []),
    ...(slack?.channels ?? []),
    ...(url && secret ? [createWebhookChannel({ url, secret, origin: portal.origin, ...outside })] : []),
  ];
};

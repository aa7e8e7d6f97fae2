import { createFileSink } from "#adapters/siem/file-sink.ts";
import { createSyslogSink } from "#adapters/siem/syslog-sink.ts";
import { createWebhookSink } from "#adapters/siem/webhook-sink.ts";
import type { Core } from "#core/ports/core.ts";
import type { EventSink } from "#core/ports/event-sink.ts";
import type { Env } from "#server/env.ts";

type SinkSettings = Pick<
  Env,
  "LAPSE_SIEM_FILE" | "LAPSE_SIEM_WEBHOOK" | "LAPSE_SIEM_WEBHOOK_SECRET" | "LAPSE_SIEM_SYSLOG"
>;

/** None by default: what leaves the portal, leaves it by somebody's decision. */
export const configuredSinks = (settings: SinkSettings, core: Pick<Core, "clock">): readonly EventSink[] => {
  const { LAPSE_SIEM_FILE: file, LAPSE_SIEM_WEBHOOK: url, LAPSE_SIEM_WEBHOOK_SECRET: secret } = settings;
  const { LAPSE_SIEM_SYSLOG: syslog } = settings;
  return [
    ...(file ? [createFileSink(file)] : []),
    ...(url && secret ? [createWebhookSink({ url, secret }, () => core.clock.now())] : []),
    ...(syslog ? [createSyslogSink(syslog)] : []),
  ];
};

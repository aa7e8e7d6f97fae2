import type { Metadata } from "next";
import { PageHeader } from "#components/shell/page-header.tsx";
import { Card } from "#components/ui/card.tsx";
import { Section } from "#components/ui/section.tsx";
import { ChannelRow } from "./channel-row.tsx";
import { readNotificationChannels } from "./read.ts";
import { SendTest } from "./send-test.tsx";

export const metadata: Metadata = { title: "Notifications" };

/** How messages leave the portal, and how each way fares. */
export default async function NotificationsPage() {
  const channels = await readNotificationChannels({});
  return (
    <>
      <PageHeader title="Notifications" actions={<SendTest />} />
      <div className="grid w-full max-w-5xl min-w-0 content-start gap-8 p-4 sm:p-6">
        <Section title="Ways out of the portal" end="The last 30 days">
          <Card>
            {channels.map((channel) => (
              <ChannelRow key={channel.channel} channel={channel} />
            ))}
          </Card>
          <p className="mt-2 text-xs text-faint">
            Everybody&rsquo;s inbox in the portal takes everything, whatever happens here. A test goes to your own inbox
            and over the channels that reach one person; a message that fails is tried again for a day.
          </p>
        </Section>
      </div>
    </>
  );
}

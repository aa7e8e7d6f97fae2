import type { Metadata } from "next";
import { cookies } from "next/headers";
import { SessionList } from "#components/session/session-list.tsx";
import { PageHeader } from "#components/shell/page-header.tsx";
import { ThemeSwitch } from "#components/shell/theme-switch.tsx";
import { parseTheme, themeCookie } from "#components/shell/theme.ts";
import { Section } from "#components/ui/section.tsx";
import { viewer } from "#server/viewer.ts";
import { endSessionAction } from "./actions.ts";
import { AwaySection } from "./away-section.tsx";
import { NotificationsSection } from "./notifications-section.tsx";
import { PasskeySection } from "./passkey-section.tsx";
import { PasswordSection } from "./password-section.tsx";
import { readOwnDelegations, readOwnPreferences, readOwnSecurity, readOwnSessions, readOwnTokens } from "./read.ts";
import { TokenSection } from "./token-section.tsx";

export const metadata: Metadata = { title: "Security and tokens" };

export default async function SettingsPage() {
  const [security, sessions, tokens, delegations, preferences, jar, { person }] = await Promise.all([
    readOwnSecurity({}),
    readOwnSessions({}),
    readOwnTokens({}),
    readOwnDelegations({}),
    readOwnPreferences({}),
    cookies(),
    viewer(),
  ]);
  return (
    <>
      <PageHeader title="Security and tokens" />
      <div className="grid w-full max-w-4xl min-w-0 content-start gap-8 p-4 sm:p-6">
        <PasskeySection security={security} />
        {security.passwordSetAt === null ? null : <PasswordSection setAt={security.passwordSetAt} />}
        <Section
          title="Where you are signed in"
          end="A session ends 30 minutes after its last use, 12 hours after it began."
        >
          <SessionList sessions={sessions} end={endSessionAction} own />
        </Section>
        <AwaySection delegations={delegations} viewerId={person.id} />
        <NotificationsSection preferences={preferences} />
        <TokenSection tokens={tokens} />
        <Section title="Appearance">
          <ThemeSwitch theme={parseTheme(jar.get(themeCookie)?.value)} />
        </Section>
      </div>
    </>
  );
}

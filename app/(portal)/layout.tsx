import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { ClockProvider } from "#components/clock/clock-provider.tsx";
import { LiveUpdates } from "#components/live-updates.tsx";
import { QueryProvider } from "#components/query-provider.tsx";
import { parseTheme, themeCookie } from "#components/shell/theme.ts";
import { ProviderDialog } from "#components/step-up/provider-dialog.tsx";
import { env } from "#server/env.ts";
import { signOutAction } from "./actions.ts";
import { navigationFor } from "./navigation.ts";
import { objectiveOf } from "./objective.ts";
import { PortalBanners } from "./portal-banners.tsx";
import { PortalShell } from "./portal-shell.tsx";
import { readPortalFrame } from "./read.ts";
import { roleWords } from "./role-words.ts";

/** The frame of every signed-in page. It locks nothing: each page and each door asks for itself who is there. */
export default async function PortalLayout({ children }: { children: ReactNode }) {
  const [frame, jar] = await Promise.all([readPortalFrame({}), cookies()]);
  const { LAPSE_OIDC_ISSUER, LAPSE_OIDC_NAME } = env();
  const { person, groups, revocation, record, restored, clocks, demo, newPasskeysConfirm } = frame;
  const banners =
    demo ||
    newPasskeysConfirm ||
    restored ||
    !clocks.agree ||
    revocation.silent ||
    revocation.overdue > 0 ||
    record.trouble !== null ? (
      <PortalBanners
        demo={demo}
        newPasskeysConfirm={newPasskeysConfirm}
        restored={restored}
        clocksAgree={clocks.agree}
        silent={revocation.silent}
        overdue={revocation.overdue}
        trouble={record.trouble}
        canOpenTargets={person.roles.length > 0}
      />
    ) : undefined;
  return (
    <ClockProvider now={frame.now} timeZone={person.timezone}>
      <QueryProvider>
        <PortalShell
          groups={navigationFor(person.roles, frame)}
          person={{
            name: person.name,
            role: roleWords(person.roles, groups),
            email: person.email,
            theme: parseTheme(jar.get(themeCookie)?.value),
            securityHref: "/settings",
            signOut: signOutAction,
          }}
          unread={frame.unread}
          objective={objectiveOf(revocation, person.roles.length > 0 ? "/reports" : "/")}
          banners={banners}
        >
          {children}
        </PortalShell>
        <LiveUpdates />
        {LAPSE_OIDC_ISSUER === undefined ? null : <ProviderDialog provider={LAPSE_OIDC_NAME} />}
      </QueryProvider>
    </ClockProvider>
  );
}

import type { Metadata } from "next";
import { FrontPage } from "#components/shell/front-page.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { readRecovery } from "#server/sign-in/read-recovery.ts";
import { RecoverForm } from "./recover-form.tsx";

export const metadata: Metadata = { title: "Recover your sign-in" };

interface RecoverPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** Reached by a link that was made on the server's console. Looking at it uses nothing up, and says nothing without a good link. */
export default async function RecoverPage({ searchParams }: RecoverPageProps) {
  const { token } = await searchParams;
  const recovery = await readRecovery(token);
  return (
    <FrontPage>
      <div>
        <h1 className="text-2xl font-semibold tracking-tight">Recover your sign-in</h1>
        {recovery ? (
          <p className="mt-1 text-muted">
            For <span className="font-medium wrap-anywhere text-text">{recovery.email}</span>. Using this link takes
            away every passkey, recovery code, session and personal token of yours, for good. What you have been granted
            stays.
          </p>
        ) : null}
      </div>
      {recovery && typeof token === "string" ? (
        <RecoverForm token={token} email={recovery.email} hasPassword={recovery.hasPassword} />
      ) : (
        <EmptyState title="The link is not good">
          It works once, for 15 minutes, and only the newest one does. Have whoever runs the server make a new one.
        </EmptyState>
      )}
    </FrontPage>
  );
}

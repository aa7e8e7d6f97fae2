import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { FrontPage } from "#components/shell/front-page.tsx";
import { env } from "#server/env.ts";
import { safeCallbackPath } from "#server/sign-in/safe-callback-path.ts";
import { findViewer } from "#server/viewer.ts";
import { SignInForm } from "./sign-in-form.tsx";

export const metadata: Metadata = { title: "Sign in" };

interface SignInPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function SignInPage({ searchParams }: SignInPageProps) {
  const asked = await searchParams;
  const wanted = asked["callbackUrl"];
  const callbackUrl = safeCallbackPath(typeof wanted === "string" ? wanted : null);
  if (await findViewer()) redirect(callbackUrl);
  const { LAPSE_OIDC_ISSUER, LAPSE_OIDC_NAME, LAPSE_DEMO } = env();
  return (
    <FrontPage>
      <div>
        <h1 className="text-2xl font-semibold tracking-tight">Sign in</h1>
        <p className="mt-1 text-muted">Access that is asked for, decided, used, and gone by itself.</p>
      </div>
      <SignInForm
        callbackUrl={callbackUrl}
        singleSignOn={LAPSE_OIDC_ISSUER === undefined ? null : LAPSE_OIDC_NAME}
        isDemo={LAPSE_DEMO}
        hasFailed={asked["error"] !== undefined}
        hasRecovered={asked["recovered"] !== undefined}
      />
    </FrontPage>
  );
}

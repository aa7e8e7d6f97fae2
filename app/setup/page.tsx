import type { Metadata } from "next";
import { FrontPage } from "#components/shell/front-page.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { SetupForm } from "./setup-form.tsx";

export const metadata: Metadata = { title: "Set up" };

interface SetupPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** Reached by the link that the console printed. Whether the link is good is said when it is used, and to nobody before. */
export default async function SetupPage({ searchParams }: SetupPageProps) {
  const { token } = await searchParams;
  return (
    <FrontPage>
      <div>
        <h1 className="text-2xl font-semibold tracking-tight">First administrator</h1>
        <p className="mt-1 text-muted">
          This makes the first account, once. Its first deed is on record for everyone who audits this portal.
        </p>
      </div>
      {typeof token === "string" && token !== "" ? (
        <SetupForm token={token} />
      ) : (
        <EmptyState title="The link is not whole">
          Open the link exactly as the console printed it. It works once, for 15 minutes.
        </EmptyState>
      )}
    </FrontPage>
  );
}

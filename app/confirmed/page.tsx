import type { Metadata } from "next";
import { FrontPage } from "#components/shell/front-page.tsx";
import { ReportBack } from "./report-back.tsx";

export const metadata: Metadata = { title: "Confirmation" };

interface ConfirmedPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** Where the window of the identity provider ends. It knows nothing and grants nothing: the page that waits asks the server. */
export default async function ConfirmedPage({ searchParams }: ConfirmedPageProps) {
  const { stepUp, outcome } = await searchParams;
  return (
    <FrontPage>
      <ReportBack
        stepUpId={typeof stepUp === "string" ? stepUp : ""}
        outcome={typeof outcome === "string" ? outcome : "internal_error"}
      />
    </FrontPage>
  );
}

import type { Metadata } from "next";
import { Logo } from "#components/shell/logo.tsx";
import { ReportBack } from "./report-back.tsx";

export const metadata: Metadata = { title: "Confirmation" };

interface ConfirmedPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** Where the window of the identity provider ends. It knows nothing and grants nothing: the page that waits asks the server. */
export default async function ConfirmedPage({ searchParams }: ConfirmedPageProps) {
  const { stepUp, outcome } = await searchParams;
  return (
    <main className="mx-auto grid min-h-dvh w-full max-w-sm content-center gap-6 px-4 py-10">
      <div className="flex items-center gap-2.5 text-lg font-semibold">
        <Logo />
        Lapse
      </div>
      <ReportBack
        stepUpId={typeof stepUp === "string" ? stepUp : ""}
        outcome={typeof outcome === "string" ? outcome : "internal_error"}
      />
    </main>
  );
}

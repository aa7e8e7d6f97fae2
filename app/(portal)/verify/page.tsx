import type { Metadata } from "next";
import { PageHeader } from "#components/shell/page-header.tsx";
import { viewer } from "#server/viewer.ts";
import { VerifyScreen } from "./verify-screen.tsx";

export const metadata: Metadata = { title: "Verify a receipt" };

/** For everybody signed in: hashes say nothing of anybody. */
export default async function VerifyPage() {
  await viewer();
  return (
    <>
      <PageHeader title="Verify a receipt" />
      <VerifyScreen />
    </>
  );
}

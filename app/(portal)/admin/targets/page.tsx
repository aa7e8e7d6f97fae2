import type { Metadata } from "next";
import { PageHeader } from "#components/shell/page-header.tsx";
import { viewer } from "#server/viewer.ts";
import { ProposeTarget } from "./propose-target.tsx";
import { readKinds, readTargets } from "./read.ts";
import { TargetsTable } from "./targets-table.tsx";

export const metadata: Metadata = { title: "Targets" };

export default async function TargetsPage() {
  const { person } = await viewer();
  const mayPropose = person.roles.includes("administrator");
  const [targets, kinds] = await Promise.all([readTargets({}), mayPropose ? readKinds({}) : []]);
  const propose = mayPropose ? <ProposeTarget kinds={kinds} /> : null;
  return (
    <>
      <PageHeader title="Targets" actions={propose} />
      <div className="w-full max-w-6xl min-w-0 p-4 sm:p-6">
        <TargetsTable targets={targets} mayPropose={mayPropose} />
      </div>
    </>
  );
}

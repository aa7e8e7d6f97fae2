import type { Metadata } from "next";
import { viewer } from "#server/viewer.ts";
import { PolicyScreen } from "./policy-screen.tsx";
import { readPolicyPage } from "./read.ts";

export const metadata: Metadata = { title: "Policy" };

export default async function PolicyPage() {
  const [versions, { person }] = await Promise.all([readPolicyPage({}), viewer()]);
  const [current] = versions;
  if (!current) throw new Error("there is no policy in force");
  const { roles } = person;
  return (
    <PolicyScreen
      versions={versions}
      current={current}
      mayCheck={roles.includes("administrator") || roles.includes("reviewer")}
      mayPropose={roles.includes("administrator")}
      opensRequests={roles.includes("administrator") || roles.includes("auditor")}
    />
  );
}

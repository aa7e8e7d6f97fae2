import type { ReactNode } from "react";
import { requireRole } from "#server/require-role.ts";

export default async function ReportsLayout({ children }: { readonly children: ReactNode }) {
  await requireRole("administrator", "reviewer", "auditor");
  return children;
}

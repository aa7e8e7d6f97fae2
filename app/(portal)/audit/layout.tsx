import type { ReactNode } from "react";
import { requireRole } from "#server/require-role.ts";

export default async function AuditLayout({ children }: { readonly children: ReactNode }) {
  await requireRole("auditor");
  return children;
}

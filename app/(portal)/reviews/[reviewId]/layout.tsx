import type { ReactNode } from "react";
import { requireRole } from "#server/require-role.ts";

export default async function ReviewLayout({ children }: { readonly children: ReactNode }) {
  await requireRole("administrator", "auditor");
  return children;
}

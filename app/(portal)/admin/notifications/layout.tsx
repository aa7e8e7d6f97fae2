import type { ReactNode } from "react";
import { requireRole } from "#server/require-role.ts";

export default async function NotificationsLayout({ children }: { readonly children: ReactNode }) {
  await requireRole("administrator");
  return children;
}

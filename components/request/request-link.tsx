import Link from "next/link";
import type { ReactNode } from "react";

interface RequestLinkProps {
  requestId: string;
  /** Whether the reader may open requests that are nothing to them: whoever decides what is in force need not be one of those. */
  opens: boolean;
  children: ReactNode;
}

/** What a request is called, leading to it where the reader may follow. */
export function RequestLink({ requestId, opens, children }: RequestLinkProps) {
  if (!opens) return <span className="font-medium">{children}</span>;
  return (
    <Link href={`/requests/${requestId}`} className="font-medium hover:underline">
      {children}
    </Link>
  );
}

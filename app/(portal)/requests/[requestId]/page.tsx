import type { Metadata } from "next";
import Link from "next/link";
import { entitlementsWords } from "#components/request/request-line.tsx";
import { PageHeader } from "#components/shell/page-header.tsx";
import { formatDuration } from "#core/domain/policy/format-duration.ts";
import { viewer } from "#server/viewer.ts";
import { readGrantsOfRequest, readRequestPage } from "./read.ts";
import { RequestDetail } from "./request-detail.tsx";

export const metadata: Metadata = { title: "Request" };

interface RequestPageProps {
  params: Promise<{ requestId: string }>;
}

export default async function RequestPage({ params }: RequestPageProps) {
  const { requestId } = await params;
  const [{ person }, request, grants] = await Promise.all([
    viewer(),
    readRequestPage({ requestId }),
    readGrantsOfRequest({ requestId }),
  ]);
  const { extendsGrantId, entitlements, durationSeconds, holder } = request;
  const isOwn = holder.id === person.id;
  const span = formatDuration(durationSeconds);
  return (
    <>
      <PageHeader
        title={
          <span className="block truncate first-letter:uppercase">
            {entitlementsWords(entitlements)}, {extendsGrantId === null ? `for ${span}` : `${span} more`}
          </span>
        }
        parent={isOwn ? <Link href="/access">My access</Link> : <Link href="/approvals">Approvals</Link>}
      />
      <RequestDetail key={request.id} drawn={request} grants={grants} viewerId={person.id} />
    </>
  );
}

import type { Metadata } from "next";
import { AuditScreen } from "./audit-screen.tsx";
import { filterFrom, filterText } from "./audit-filter.ts";
import { pageSize } from "./query.ts";
import { readAudit, readChoices } from "./read.ts";

export const metadata: Metadata = { title: "Audit" };

interface AuditPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function AuditRoute({ searchParams }: AuditPageProps) {
  const filter = filterFrom(await searchParams);
  const { actorId, personId, entitlementId } = filter;
  const [first, choices] = await Promise.all([
    readAudit({ ...filter, limit: pageSize }),
    readChoices({ actorId, personId, entitlementId }),
  ]);
  return <AuditScreen key={filterText(filter)} filter={filter} first={first} choices={choices} />;
}

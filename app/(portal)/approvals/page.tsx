import type { Metadata } from "next";
import { viewer } from "#server/viewer.ts";
import { ApprovalsScreen } from "./approvals-screen.tsx";
import { pageSize } from "./query.ts";
import { readContext, readOne, readQueue } from "./read.ts";

export const metadata: Metadata = { title: "Approvals" };

interface ApprovalsPageProps {
  searchParams: Promise<{ open?: string | string[] }>;
}

export default async function ApprovalsPage({ searchParams }: ApprovalsPageProps) {
  const [{ open }, { person }] = await Promise.all([searchParams, viewer()]);
  const asked = typeof open === "string" ? open : undefined;
  const queue = await readQueue({ toDecide: "true", limit: pageSize });
  const openId = asked ?? queue.items[0]?.id;
  const inQueue = queue.items.find(({ id }) => id === openId);
  const shown = inQueue ?? (openId === undefined ? undefined : await readOne({ requestId: openId }));
  const context = shown?.may.vote ? await readContext({ requestId: shown.id }) : null;

  return (
    <ApprovalsScreen
      me={person.id}
      isAuditor={person.roles.includes("auditor")}
      queue={queue}
      asked={asked}
      first={openId}
      elsewhere={inQueue ? undefined : shown}
      context={context}
    />
  );
}

import { FileDiff } from "lucide-react";
import type { Metadata } from "next";
import { PageHeader } from "#components/shell/page-header.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Section } from "#components/ui/section.tsx";
import { viewer } from "#server/viewer.ts";
import { ChangeCard } from "./change-card.tsx";
import { changeDetail } from "./change-detail.ts";
import { ApprovingPairs } from "./approving-pairs.tsx";
import { readChanges, readGroups, readPairs, readVersions } from "./read.ts";

export const metadata: Metadata = { title: "Changes" };

interface ChangesPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** So many waiting changes show at once what they would do; the rest when somebody looks. */
const shownAtOnce = 3;

export default async function ChangesPage({ searchParams }: ChangesPageProps) {
  const { waiting, decided } = await searchParams;
  const from = (cursor: typeof waiting) => (typeof cursor === "string" ? { cursor } : {});
  const [{ person }, proposed, past, versions, groups, pairs] = await Promise.all([
    viewer(),
    readChanges({ waiting: "true", ...from(waiting) }),
    readChanges({ waiting: "false", ...from(decided) }),
    readVersions({}),
    readGroups({}),
    readPairs({}),
  ]);
  const opensRequests = person.roles.includes("administrator") || person.roles.includes("auditor");
  const card = (isOpen: boolean) => (change: (typeof proposed)["items"][number], at: number) => (
    <ChangeCard
      key={change.id}
      change={change}
      detail={changeDetail(change, versions, groups)}
      isOpen={isOpen}
      showsEffects={change.mayDecide && at < shownAtOnce}
      opensRequests={opensRequests}
    />
  );
  return (
    <>
      <PageHeader title="Changes" />
      <div className="grid w-full max-w-5xl min-w-0 content-start gap-8 p-4 sm:p-6">
        <Section title="Waiting for review">
          {proposed.items.length === 0 ? (
            <EmptyState icon={FileDiff} title="Nothing waits for review">
              Policy, targets, entitlements, owners and groups change only when somebody proposes it and somebody else
              approves it. Proposals appear here.
            </EmptyState>
          ) : (
            <div className="grid gap-3">{proposed.items.map(card(true))}</div>
          )}
          <OlderLink of="waiting" cursor={proposed.nextCursor} />
        </Section>
        {pairs.length === 0 ? null : <ApprovingPairs pairs={pairs} />}
        {past.items.length === 0 ? null : (
          <Section title="Decided">
            <div className="grid gap-3">{past.items.map(card(false))}</div>
            <OlderLink of="decided" cursor={past.nextCursor} />
          </Section>
        )}
      </div>
    </>
  );
}

function OlderLink({ of, cursor }: { of: "waiting" | "decided"; cursor: string | null }) {
  if (cursor === null) return null;
  return (
    <div className="mt-3 flex justify-center">
      <ButtonLink href={`/admin/changes?${new URLSearchParams({ [of]: cursor })}`}>Older</ButtonLink>
    </div>
  );
}

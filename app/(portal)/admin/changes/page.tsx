import { FileDiff } from "lucide-react";
import type { Metadata } from "next";
import { PageHeader } from "#components/shell/page-header.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Section } from "#components/ui/section.tsx";
import { ChangeCard } from "./change-card.tsx";
import { changeDetail } from "./change-detail.ts";
import { ApprovingPairs } from "./approving-pairs.tsx";
import { readChanges, readGroups, readPairs, readVersions } from "./read.ts";

export const metadata: Metadata = { title: "Changes" };

export default async function ChangesPage() {
  const [changes, versions, groups, pairs] = await Promise.all([
    readChanges({}),
    readVersions({}),
    readGroups({}),
    readPairs({}),
  ]);
  const shown = changes.map((change) => ({ change, detail: changeDetail(change, versions, groups) }));
  const proposed = shown.filter(({ change }) => change.status === "proposed");
  const decided = shown.filter(({ change }) => change.status !== "proposed");
  return (
    <>
      <PageHeader title="Changes" />
      <div className="grid w-full max-w-5xl min-w-0 content-start gap-8 p-4 sm:p-6">
        <Section title="Waiting for review" end={`${proposed.length}`}>
          {proposed.length === 0 ? (
            <EmptyState icon={FileDiff} title="Nothing waits for review">
              Policy, targets, entitlements, owners and groups change only when somebody proposes it and somebody else
              approves it. Proposals appear here.
            </EmptyState>
          ) : (
            <div className="grid gap-3">
              {proposed.map(({ change, detail }) => (
                <ChangeCard key={change.id} change={change} detail={detail} isOpen />
              ))}
            </div>
          )}
        </Section>
        {pairs.length === 0 ? null : <ApprovingPairs pairs={pairs} />}
        {decided.length === 0 ? null : (
          <Section title="Decided" end={`${decided.length}`}>
            <div className="grid gap-3">
              {decided.map(({ change, detail }) => (
                <ChangeCard key={change.id} change={change} detail={detail} isOpen={false} />
              ))}
            </div>
          </Section>
        )}
      </div>
    </>
  );
}

import { KeyRound, Plus } from "lucide-react";
import type { Metadata } from "next";
import { PageHeader } from "#components/shell/page-header.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Section } from "#components/ui/section.tsx";
import { viewer } from "#server/viewer.ts";
import { AccessRows } from "./access-rows.tsx";
import { PastAccess } from "./past-access.tsx";
import { readAccessPage } from "./read.ts";

export const metadata: Metadata = { title: "My access" };

interface AccessPageProps {
  /** `extend`: the grant that a reminder spoke of. */
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function AccessPage({ searchParams }: AccessPageProps) {
  const [{ person }, { open, ended }, { extend }] = await Promise.all([viewer(), readAccessPage({}), searchParams]);
  const scheduled = open.filter(({ status }) => status === "scheduled");
  const held = open.filter(({ status }) => status !== "scheduled");
  return (
    <>
      <PageHeader
        title="My access"
        actions={
          <ButtonLink href="/request" size="sm" className="max-sm:hidden">
            <Plus aria-hidden />
            Request access
          </ButtonLink>
        }
      />
      <div className="grid w-full max-w-5xl gap-7 p-4 sm:p-6">
        <section aria-label="Held now">
          {held.length > 0 ? (
            <Card>
              <AccessRows grants={held} extending={typeof extend === "string" ? extend : undefined} />
            </Card>
          ) : (
            <EmptyState
              icon={KeyRound}
              title="You hold nothing now"
              action={
                <ButtonLink href="/request" variant="primary">
                  Request access
                </ButtonLink>
              }
            >
              What you are granted appears here with how long it lasts and how to connect.
            </EmptyState>
          )}
        </section>
        {scheduled.length > 0 ? (
          <Section title="Scheduled">
            <Card>
              <AccessRows grants={scheduled} />
            </Card>
          </Section>
        ) : null}
        {ended.items.length > 0 ? (
          <Section title="What you had">
            <PastAccess personId={person.id} first={ended} />
          </Section>
        ) : null}
      </div>
    </>
  );
}

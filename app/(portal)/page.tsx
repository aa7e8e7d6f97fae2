import { CircleCheckBig, KeyRound, Plus } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { Time } from "#components/clock/time.tsx";
import { RequestLine } from "#components/request/request-line.tsx";
import { stagesWords } from "#components/request/decision-words.ts";
import { PageHeader } from "#components/shell/page-header.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Section } from "#components/ui/section.tsx";
import { AlarmRow } from "./admin/alarms/alarm-row.tsx";
import { HeldLine } from "./held-line.tsx";
import { ReviewRow } from "./review-row.tsx";
import { PromiseFigures } from "./promise-figures.tsx";
import { readHomePage, readOpenAlarms, readPortalFrame, readReviews } from "./read.ts";

export const metadata: Metadata = { title: "Home" };

/** The worst of them; the rest are a link away. */
const alarmsShown = 5;

export default async function HomePage() {
  const [home, frame, reviews] = await Promise.all([readHomePage({}), readPortalFrame({}), readReviews({})]);
  const alarms = frame.person.roles.includes("administrator") ? await readOpenAlarms({}) : [];
  const toReview = reviews.filter(({ mayClose }) => mayClose);
  const { holding, toDecide, toDecideCount, waiting } = home;
  return (
    <>
      <PageHeader
        title="Home"
        actions={
          <ButtonLink href="/request" variant="primary" size="sm" className="max-sm:hidden">
            <Plus aria-hidden />
            Request access
          </ButtonLink>
        }
      />
      <div className="grid w-full max-w-6xl gap-x-8 gap-y-7 p-4 sm:p-6 lg:grid-cols-[minmax(0,1fr)_18rem]">
        <div className="grid min-w-0 content-start gap-7">
          {alarms.length > 0 ? (
            <Section title="Alarms" end={<Link href="/admin/alarms">All {alarms.length}</Link>}>
              <Card>
                {alarms.slice(0, alarmsShown).map((alarm) => (
                  <AlarmRow key={alarm.id} alarm={alarm} mayAcknowledge />
                ))}
              </Card>
            </Section>
          ) : null}
          <Section
            title={holding.some(({ status }) => status === "scheduled") ? "You hold now, or soon" : "You hold now"}
            end={holding.length > 0 ? <Link href="/access">My access</Link> : undefined}
          >
            {holding.length > 0 ? (
              <Card>
                {holding.map((grant) => (
                  <HeldLine key={grant.id} grant={grant} />
                ))}
              </Card>
            ) : (
              <EmptyState
                icon={KeyRound}
                title="You hold nothing"
                action={
                  <ButtonLink href="/request" variant="primary">
                    Request access
                  </ButtonLink>
                }
              >
                Ask when you need something. It comes at once where policy allows, and goes by itself.
              </EmptyState>
            )}
          </Section>
          {toReview.length > 0 ? (
            <Section title="Emergencies to review">
              <Card>
                {toReview.map((review) => (
                  <ReviewRow key={review.id} review={review} />
                ))}
              </Card>
            </Section>
          ) : null}
          <Section
            title="Waits for you"
            end={toDecideCount > toDecide.length ? <Link href="/approvals">All {toDecideCount}</Link> : undefined}
          >
            {toDecide.length > 0 ? (
              <Card>
                {toDecide.map((request) => (
                  <RequestLine
                    key={request.id}
                    request={request}
                    who={request.requester.name}
                    detail={request.justification ?? "The reason is for those who decide."}
                    end={
                      <>
                        asked <Time at={request.createdAt} show="since" /> ago
                      </>
                    }
                  />
                ))}
              </Card>
            ) : (
              <EmptyState icon={CircleCheckBig} title="Nothing waits for your decision" className="py-6" />
            )}
          </Section>
          {waiting.length > 0 ? (
            <Section title="You wait for">
              <Card>
                {waiting.map((request) => {
                  const open = request.decision.stages.filter(({ index }) => !request.progress[index]?.passed);
                  return (
                    <RequestLine
                      key={request.id}
                      request={request}
                      detail={stagesWords(open)}
                      end={
                        <>
                          lapses <Time at={request.lapsesAt} show="relative" />
                        </>
                      }
                    />
                  );
                })}
              </Card>
            </Section>
          ) : null}
        </div>
        <PromiseFigures
          frame={frame}
          revocation={home.revocation}
          unverified={home.unverified}
          reconcilerAt={home.reconcilerAt}
        />
      </div>
    </>
  );
}

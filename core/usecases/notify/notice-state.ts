import type { NoticeState } from "#core/domain/notice/audience-of.ts";
import { reviewIdOf } from "#core/domain/notice/notice-of.ts";
import type { PersonId } from "#core/domain/ids.ts";
import type { Request } from "#core/domain/request/request.ts";
import type { Notice } from "#core/domain/notice/notice.ts";
import type { Core } from "#core/ports/core.ts";
import { namedByRule } from "#core/usecases/break-glass/named-by-rule.ts";

type About = Pick<Notice, "requestId" | "grantId" | "changeId" | "data">;

/** What a notice or an event is about, read now. */
export const noticeState = async (core: Core, about: About): Promise<NoticeState> => {
  const { requestId, grantId, changeId } = about;
  const reviewId = reviewIdOf(about);
  const [request, votes, grant, change, asked, administrators, reviewers] = await Promise.all([
    requestId && core.requests.find(requestId),
    requestId ? core.requests.votesOf([requestId]) : [],
    grantId && core.grants.find(grantId),
    changeId && core.changes.find(changeId),
    reviewId ? core.reviews.askedIn(reviewId) : [],
    core.people.withRole("administrator"),
    core.people.withRole("reviewer"),
  ]);
  const named = request && request.decision.notify.length > 0 ? await namedIn(core, request) : [];
  return {
    ...{ request, votes, grant, change, named, asked },
    administrators: administrators.map(({ id }) => id),
    reviewers: reviewers.map(({ id }) => id),
  };
};

const namedIn = async (core: Core, request: Request): Promise<readonly PersonId[]> => {
  const [basis, now, items] = await Promise.all([
    core.policies.basis(),
    core.clock.now(),
    core.catalogue.ofIds(request.entitlementIds),
  ]);
  return namedByRule(request, { items }, { basis }, now);
};

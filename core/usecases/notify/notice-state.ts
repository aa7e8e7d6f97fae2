import type { NoticeState } from "#core/domain/notice/audience-of.ts";
import type { Notice } from "#core/domain/notice/notice.ts";
import type { Core } from "#core/ports/core.ts";

type About = Pick<Notice, "requestId" | "grantId" | "changeId">;

/** What a notice or an event is about, read now. */
export const noticeState = async (core: Core, { requestId, grantId, changeId }: About): Promise<NoticeState> => {
  const [request, votes, grant, change, administrators, reviewers] = await Promise.all([
    requestId && core.requests.find(requestId),
    requestId ? core.requests.votesOf([requestId]) : [],
    grantId && core.grants.find(grantId),
    changeId && core.changes.find(changeId),
    core.people.withRole("administrator"),
    changeId ? core.people.withRole("reviewer") : [],
  ]);
  return {
    ...{ request, votes, grant, change },
    administrators: administrators.map(({ id }) => id),
    reviewers: reviewers.map(({ id }) => id),
  };
};

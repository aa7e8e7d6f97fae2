import type { CatalogueItem } from "#core/domain/catalogue/entitlement.ts";
import type { Request } from "#core/domain/request/request.ts";
import { insert, type Transition, transition } from "#core/domain/transition.ts";
import type { Core } from "#core/ports/core.ts";
import { namedByRule } from "#core/usecases/break-glass/named-by-rule.ts";
import type { ClosedTarget } from "#core/usecases/check-targets-open.ts";
import type { Answer } from "#core/usecases/decide-request.ts";

interface Emergency {
  readonly request: Request;
  readonly items: readonly CatalogueItem[];
  readonly durationSeconds: number;
  readonly answer: Pick<Answer, "basis">;
}

/**
 * What comes with emergency access, in the same step: the loud record, which tells everyone whom the rule names, and the review
 * that one of them must close. `despite` is what would have kept any other access back.
 */
export const emergency = (
  core: Core,
  { request, items, durationSeconds, answer }: Emergency,
  despite: ClosedTarget | null,
  now: Date,
): Transition => {
  const { id: requestId, requesterId, holderId } = request;
  const reviewerIds = namedByRule(request, { items }, answer, now);
  const id = core.ids.newId("bgr");
  const open = { openedAt: now, escalatedAt: null, closedAt: null, closedById: null, outcome: null, comment: null };
  return transition({
    writes: [insert("BreakGlassReview", { id, version: 1, requestId, requesterId, holderId, reviewerIds, ...open })],
    events: [
      { kind: "breakGlassUsed", requestId, personId: holderId, data: { durationSeconds, despite } },
      { kind: "breakGlassReviewOpened", requestId, personId: holderId, data: { reviewId: id, reviewerIds } },
    ],
  });
};

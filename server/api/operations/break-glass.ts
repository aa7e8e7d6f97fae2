import { z } from "zod";
import { closeReviewInput } from "#core/domain/request/break-glass-input.ts";
import { closeReview } from "#core/usecases/break-glass/close-review.ts";
import { listReviews } from "#core/usecases/break-glass/list-reviews.ts";
import { reviewCloserOnly } from "#server/api/access.ts";
import { exampleIds, examples } from "#server/api/examples.ts";
import { defineOperation } from "#server/api/operation.ts";
import { instant, personName } from "#server/api/schemas/parts.ts";

const review = z.object({
  id: z.string(),
  requestId: z.string(),
  openedAt: instant,
  closedAt: instant.nullable(),
  outcome: z.enum(["justified", "not-justified"]).nullable(),
  comment: z.string().nullable(),
  holder: personName,
  closedBy: personName.nullable(),
  entitlements: z.array(z.object({ id: z.string(), name: z.string() })),
  durationSeconds: z.int(),
  overdue: z.boolean().describe("Open for more than 72 hours"),
  mayClose: z.boolean(),
});

export const listBreakGlassReviewsOperation = defineOperation({
  id: "listBreakGlassReviews",
  method: "GET",
  path: "/break-glass-reviews",
  summary: "Reviews of emergency access that the caller may see, open ones first",
  scope: "request:read",
  roles: ["anyone"],
  input: z.strictObject({}),
  output: z.array(review),
  useCase: listReviews,
  refusals: [],
  example: {
    input: {},
    output: [
      {
        ...{ id: exampleIds.review, requestId: exampleIds.request, openedAt: examples.at("09:05:00") },
        ...{ closedAt: null, outcome: null, comment: null, holder: examples.requester, closedBy: null },
        entitlements: [{ id: exampleIds.entitlement, name: examples.entitlement.name }],
        ...{ durationSeconds: 1800, overdue: false, mayClose: true },
      },
    ],
  },
});

export const closeBreakGlassReviewOperation = defineOperation({
  id: "closeBreakGlassReview",
  method: "POST",
  path: "/break-glass-reviews/{reviewId}/close",
  summary: "Say whether the emergency was one; never by its holder",
  scope: "vote",
  roles: ["approver", "reviewer"],
  input: closeReviewInput,
  output: z.null(),
  access: reviewCloserOnly,
  useCase: closeReview,
  refusals: ["not_found", "own_request", "already_closed", "busy"],
  example: {
    input: { reviewId: exampleIds.review, outcome: "justified", comment: "Checkout was down; see INC-4211" },
    output: null,
  },
});

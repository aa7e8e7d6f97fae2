"use server";

import { redirect } from "next/navigation";
import { handOverInput } from "#core/domain/delegation/delegation-input.ts";
import { findColleaguesInput } from "#core/domain/directory/person-input.ts";
import { closeReviewInput } from "#core/domain/request/break-glass-input.ts";
import { closeReview } from "#core/usecases/break-glass/close-review.ts";
import { handOverRequest } from "#core/usecases/delegations/hand-over-request.ts";
import { findColleagues } from "#core/usecases/people/find-colleagues.ts";
import { defineAction } from "#server/define-action.ts";
import { signOut } from "#server/sign-in/sign-out.ts";

/** Runs `endSession` on the caller's own session. */
export const signOutAction = async (): Promise<void> => {
  await signOut();
  redirect("/sign-in");
};

export const handOverAction = defineAction(handOverInput, handOverRequest);
export const findColleaguesAction = defineAction(findColleaguesInput, findColleagues);
export const closeReviewAction = defineAction(closeReviewInput, closeReview);

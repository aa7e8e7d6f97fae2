"use server";

import { redirect } from "next/navigation";
import { closeReviewInput } from "#core/domain/request/break-glass-input.ts";
import { closeReview } from "#core/usecases/break-glass/close-review.ts";
import { defineAction } from "#server/define-action.ts";
import { signOut } from "#server/sign-in/sign-out.ts";

/** Runs `endSession` on the caller's own session. */
export const signOutAction = async (): Promise<void> => {
  await signOut();
  redirect("/sign-in");
};

export const closeReviewAction = defineAction(closeReviewInput, closeReview);

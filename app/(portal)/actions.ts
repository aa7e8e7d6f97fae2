"use server";

import { redirect } from "next/navigation";
import { signOut } from "#server/sign-in/sign-out.ts";

/** Runs `endSession` on the caller's own session. */
export const signOutAction = async (): Promise<void> => {
  await signOut();
  redirect("/sign-in");
};

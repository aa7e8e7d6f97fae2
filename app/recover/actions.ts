"use server";

import { redirect } from "next/navigation";
import { type RecoverState, recoverWithForm } from "#server/sign-in/recover-with-form.ts";

/** For `useActionState`: null until it was refused. Runs `recoverSignIn`, then sends them to sign in. */
export const recoverSignInAction = async (_before: RecoverState | null, form: FormData): Promise<RecoverState> => {
  const refused = await recoverWithForm(form);
  if (refused) return refused;
  redirect("/sign-in?recovered=1");
};

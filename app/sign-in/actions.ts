"use server";

import { redirect } from "next/navigation";
import { safeCallbackPath } from "#server/sign-in/safe-callback-path.ts";
import { type SignInState, signInWithForm } from "#server/sign-in/sign-in-with-form.ts";

/** For `useActionState`: the state is null until a sign-in was refused. Runs `signInWithPassword`. */
export const signInAction = async (_before: SignInState | null, form: FormData): Promise<SignInState> => {
  const refused = await signInWithForm(form);
  if (refused) return refused;
  const wanted = form.get("callbackUrl");
  redirect(safeCallbackPath(typeof wanted === "string" ? wanted : null));
};

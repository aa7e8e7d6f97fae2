"use server";

import { redirect } from "next/navigation";
import { createAdministratorWithForm, type SetupState } from "#server/setup/create-administrator-with-form.ts";

/** For `useActionState`: null until it was refused. Runs `createFirstAdministrator`, then sends them to sign in. */
export const createFirstAdministratorAction = async (
  _before: SetupState | null,
  form: FormData,
): Promise<SetupState> => {
  const refused = await createAdministratorWithForm(form);
  if (refused) return refused;
  redirect("/sign-in");
};

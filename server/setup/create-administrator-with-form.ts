import { firstAdministratorInput } from "#core/domain/directory/sign-in-input.ts";
import { createFirstAdministrator, type SetupRefusal } from "#core/usecases/setup/create-first-administrator.ts";
import { answerForm, type FormRefusal } from "#server/answer-form.ts";

export type SetupState = FormRefusal<SetupRefusal>;

/** What the form of the console link carries: `token`, `email`, `name`, `password`. Null when the administrator is made. */
export const createAdministratorWithForm = (form: FormData): Promise<SetupState | null> =>
  answerForm({
    input: firstAdministratorInput,
    given: Object.fromEntries(["token", "email", "name", "password"].map((name) => [name, form.get(name)])),
    use: createFirstAdministrator,
    fault: "the first administrator could not be made",
  });

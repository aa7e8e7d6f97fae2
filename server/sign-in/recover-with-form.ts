import { recoverSignInInput } from "#core/domain/directory/sign-in-input.ts";
import { type RecoverRefusal, recoverSignIn } from "#core/usecases/sign-in/recover-sign-in.ts";
import { answerForm, type FormRefusal } from "#server/answer-form.ts";

export type RecoverState = FormRefusal<RecoverRefusal>;

/** What the form of a recovery link carries: `token`, and `password` where there is one to be set. Null when it is done. */
export const recoverWithForm = (form: FormData): Promise<RecoverState | null> =>
  answerForm({
    input: recoverSignInInput,
    given: { token: form.get("token"), password: form.get("password") ?? undefined },
    use: recoverSignIn,
    fault: "a sign-in could not be recovered",
  });

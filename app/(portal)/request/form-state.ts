import type { ShownEntitlement } from "#components/entitlement-place.ts";
import { instantOfWall } from "#components/clock/wall-time.ts";
import { leastJustification } from "#core/domain/request/justification.ts";
import { choiceOf, type DurationChoice, secondsOf } from "./chosen-duration.ts";
import type { Recall } from "./recall.ts";

/** The form as it stands, half filled in or not. */
export interface FormState {
  readonly chosen: readonly ShownEntitlement[];
  /** Whether choosing adds to what is chosen instead of replacing it. */
  readonly several: boolean;
  readonly duration: DurationChoice;
  readonly justification: string;
  readonly ticket: string;
  readonly hasTicket: boolean;
  /** A wall time in the person's zone; null: at once. */
  readonly start: string | null;
  readonly forPerson: { readonly id: string; readonly name: string } | null;
  readonly isForOther: boolean;
  /** Emergency access: for oneself, at once, and reviewed afterwards. */
  readonly isEmergency: boolean;
}

export const emptyForm = (chosen: readonly ShownEntitlement[]): FormState => ({
  chosen,
  several: false,
  duration: choiceOf(3600),
  justification: "",
  ticket: "",
  hasTicket: false,
  start: null,
  forPerson: null,
  isForOther: false,
  isEmergency: false,
});

/** An emergency is one's own, and now. */
export const emergencyForm = (form: FormState): FormState => ({
  ...form,
  isEmergency: true,
  start: null,
  forPerson: null,
  isForOther: false,
});

/** An earlier wish, to be asked again: at once and for oneself. */
export const recalledForm = ({ entitlements, durationSeconds, justification, ticket }: Recall): FormState => ({
  ...emptyForm(entitlements),
  several: entitlements.length > 1,
  duration: choiceOf(durationSeconds),
  justification,
  ticket,
  hasTicket: ticket !== "",
});

export type FormProblems = Partial<Record<"entitlements" | "duration" | "justification" | "start" | "person", string>>;

export interface AskedRequest {
  readonly entitlementIds: string[];
  readonly durationSeconds: number;
  readonly justification: string;
  readonly ticket?: string;
  readonly startsAt?: string;
  readonly forPersonId?: string;
  readonly breakGlass?: true;
}

const startOf = ({ start }: FormState, zone: string): number | null =>
  start === null ? null : instantOfWall(start, zone);

/** How long it is asked for, counted from its start or, for an end by the clock, from now. */
export const formSeconds = (form: FormState, nowMs: number, zone: string): number | null =>
  secondsOf(form.duration, startOf(form, zone) ?? nowMs, zone);

/** What would be sent, or what keeps it from being sent. */
export const askedOf = (
  form: FormState,
  nowMs: number,
  zone: string,
):
  | { readonly asked: AskedRequest; readonly problems: null }
  | { readonly asked: null; readonly problems: FormProblems } => {
  const problems = problemsOf(form, nowMs, zone);
  const asked = Object.keys(problems).length > 0 ? null : askedSoFar(form, nowMs, zone);
  return asked === null ? { asked, problems } : { asked, problems: null };
};

/** What can be answered already: as `askedOf`, whether or not there is a reason yet. Null where something else is missing. */
export const previewedOf = (form: FormState, nowMs: number, zone: string): AskedRequest | null => {
  const { justification: _justification, ...missing } = problemsOf(form, nowMs, zone);
  return Object.keys(missing).length > 0 ? null : askedSoFar(form, nowMs, zone);
};

const problemsOf = (form: FormState, nowMs: number, zone: string): FormProblems => {
  const startMs = startOf(form, zone);
  return {
    ...(form.chosen.length === 0 ? { entitlements: "Choose what you need." } : {}),
    ...(formSeconds(form, nowMs, zone) === null
      ? { duration: "From 5 seconds to 365 days, ending after it starts." }
      : {}),
    ...(form.justification.trim().length < leastJustification
      ? { justification: `Say why in at least ${leastJustification} characters.` }
      : {}),
    ...(form.start !== null && (startMs === null || startMs <= nowMs)
      ? { start: "Choose a start that is still to come." }
      : {}),
    ...(form.isForOther && form.forPerson === null ? { person: "Choose who gets the access." } : {}),
  };
};

const askedSoFar = (form: FormState, nowMs: number, zone: string): AskedRequest | null => {
  const durationSeconds = formSeconds(form, nowMs, zone);
  const startMs = startOf(form, zone);
  const ticket = form.ticket.trim();
  if (durationSeconds === null) return null;
  return {
    entitlementIds: form.chosen.map(({ id }) => id),
    durationSeconds,
    justification: form.justification.trim(),
    ...(ticket === "" ? {} : { ticket }),
    ...(startMs === null ? {} : { startsAt: new Date(startMs).toISOString() }),
    ...(form.forPerson === null ? {} : { forPersonId: form.forPerson.id }),
    ...(form.isEmergency ? { breakGlass: true } : {}),
  };
};

/** A bundle takes the place of whatever was chosen; each of its entitlements can be left out again. */
export const chooseAll = (form: FormState, entitlements: readonly ShownEntitlement[]): FormState => ({
  ...form,
  several: true,
  chosen: entitlements,
});

/** Choosing replaces, or with several adds and takes away. */
export const choose = (form: FormState, entitlement: ShownEntitlement): FormState => {
  const isChosen = form.chosen.some(({ id }) => id === entitlement.id);
  if (!form.several) return { ...form, chosen: [entitlement] };
  const chosen = isChosen ? form.chosen.filter(({ id }) => id !== entitlement.id) : [...form.chosen, entitlement];
  return { ...form, chosen };
};

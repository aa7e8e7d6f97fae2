/** What every operation that may have to be confirmed can answer. `step_up_required` first: begin a step-up, then call again. */
export const stepUpRefusals = [
  "step_up_required",
  "step_up_refused",
  "step_up_mismatch",
  "step_up_used",
  "step_up_expired",
  "passkey_too_young",
] as const;

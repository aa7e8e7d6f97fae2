import { type ProposedChange, proposedChange } from "#core/domain/change/change-input.ts";
import type { Change } from "#core/domain/change/change.ts";

const opened = ({ sealedSecret, ...payload }: Change["payload"]) =>
  sealedSecret === undefined ? payload : { ...payload, secret: "sealed" };

/** What was proposed, from how it is kept: a sealed secret stands for the secret, which nobody reads again. */
export const proposedOf = (payload: Change["payload"]): ProposedChange => proposedChange.parse(opened(payload));

/** The same of a change that is over, which may have been proposed in a form that is no longer known: then null. */
export const onceProposed = (payload: Change["payload"]): ProposedChange | null =>
  proposedChange.safeParse(opened(payload)).data ?? null;

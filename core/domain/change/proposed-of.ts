import { type ProposedChange, proposedChange } from "#core/domain/change/change-input.ts";
import type { Change } from "#core/domain/change/change.ts";

/** What was proposed, from how it is kept: a sealed secret stands for the secret, which nobody reads again. */
export const proposedOf = ({ sealedSecret, ...payload }: Change["payload"]): ProposedChange =>
  proposedChange.parse(sealedSecret === undefined ? payload : { ...payload, secret: "sealed" });

import type { z } from "zod";
import type { stepUpProofInput } from "#core/domain/step-up/step-up-proof.ts";

/** What goes with an action to show that it was confirmed. */
export type Proof = z.input<typeof stepUpProofInput>;

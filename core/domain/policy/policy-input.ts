import { z } from "zod";

/** A policy text as it is being written: any text, however wrong, so that its problems can be told. */
export const checkPolicyInput = z.strictObject({ document: z.string().max(256_000) });

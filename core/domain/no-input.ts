import { z } from "zod";

/** For reads that need to know nothing but who asks. */
export const noInput = z.strictObject({});

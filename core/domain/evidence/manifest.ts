import { z } from "zod";

const manifest = z.strictObject({
  format: z.literal("lapse-evidence-1"),
  size: z.int(),
  cosigned: z.boolean(),
  /** The checkpoint that the pack was made of, as a signed note. */
  note: z.string(),
  from: z.iso.datetime().nullable(),
  to: z.iso.datetime().nullable(),
  /** Every other file of the pack. */
  files: z.array(z.strictObject({ path: z.string(), bytes: z.int(), sha256: z.string() })),
});
export type Manifest = z.output<typeof manifest>;

/** What an evidence pack says of itself; undefined for anything else. Never throws. */
export function parseManifest(text: string): Manifest | undefined {
  try {
    return manifest.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

import type { Core } from "#core/ports/core.ts";

/** From which checkpoint, in a sentence, and whether somebody else keeps it too: what every report ends with. */
export const evidenceOf = async (core: Core): Promise<string> => {
  const latest = await core.log.latest();
  const witnessed = latest?.cosigned ? "Signed by an independent witness too." : "Not independently witnessed.";
  if (!latest) return `The record has no signed checkpoint yet. ${witnessed}`;
  const [origin = "", size = "", root = ""] = latest.note.split("\n");
  return `Checkpoint of the record then: ${size} events, root ${root}, signed by ${origin}. ${witnessed}`;
};

import type { Core } from "#core/ports/core.ts";
import type { LogTrouble, PublishedCheckpoint } from "#core/ports/log.ts";

type Asked = Pick<Core, "witnesses"> & { readonly log: Pick<Core["log"], "latest" | "covering" | "standing"> };

/** From which checkpoint, and who else keeps and signs it as of now: what every report ends with. */
export const evidenceOf = async ({ log, witnesses }: Asked): Promise<string> => {
  const [latest, newestCosigned, { trouble }] = await Promise.all([log.latest(), log.covering(0), log.standing()]);
  const cosigned = newestCosigned?.cosigned ? newestCosigned : null;
  return [
    ofCheckpoint(latest),
    ofWitnesses(witnesses, latest, cosigned),
    ...(trouble === null ? [] : [troubleWords[trouble]]),
  ].join(" ");
};

const ofCheckpoint = (latest: PublishedCheckpoint | null): string => {
  if (!latest) return "The record has no signed checkpoint yet.";
  const [origin = "", size = "", root = ""] = latest.note.split("\n");
  return `Checkpoint of the record then: ${size} events, root ${root}, signed by ${origin}.`;
};

const ofWitnesses = (
  witnesses: Core["witnesses"],
  latest: PublishedCheckpoint | null,
  cosigned: PublishedCheckpoint | null,
): string => {
  const named = witnesses.filter(({ isIndependent }) => isIndependent).map(({ name }) => name);
  const who = named.join(" and ");
  if (named.length === 0) return "Not independently witnessed.";
  if (!cosigned) return `Not independently witnessed yet: ${who} has signed nothing so far.`;
  if (cosigned.size === latest?.size) return `Independently witnessed: ${who} signed it too.`;
  return `Independently witnessed as far as ${cosigned.size} events, which ${who} signed; not beyond.`;
};

const troubleWords = {
  behind: "Nothing is signed now: a witness has seen more than this database has.",
  forked: "Nothing is signed now: a witness has seen another record than this database has.",
  unreachable: "Nothing is signed now: no witness could be asked.",
} as const satisfies Record<LogTrouble, string>;

import type { TargetId } from "#core/domain/ids.ts";
import { storableText } from "#core/domain/storable-text.ts";
import type { Core } from "#core/ports/core.ts";
import { checkGone } from "#core/usecases/check-gone.ts";
import { noteAnswer } from "#core/usecases/reconcile/note-answer.ts";
import type { OpenRound } from "#core/usecases/reconcile/open-round.ts";

/** Takes the access away and reads its absence back; throws where it is still there. Answers what its account left behind. */
export const takeAway = async (
  core: Core,
  targetId: TargetId,
  { connector, access }: Pick<OpenRound, "connector" | "access">,
): Promise<readonly string[]> => {
  const { quarantined } = await connector.remove(access);
  const seen = await connector.observe(access);
  await noteAnswer(core, targetId, seen.clockOffsetMs);
  checkGone(seen);
  return quarantined.map(storableText);
};

import type { SetPreferencesInput } from "#core/domain/notice/preference-input.ts";
import { ok } from "#core/domain/result.ts";
import { insert, transition, update } from "#core/domain/transition.ts";
import type { UseCase } from "#core/ports/core.ts";
import { commitDecided } from "#core/usecases/commit-decided.ts";

/** Says what the caller does not want to be told outside the portal, and when. Holds for whatever is told from now on. */
export const setPreferences: UseCase<SetPreferencesInput, null, "busy"> = async (
  core,
  { person, actor },
  { silenced, quiet },
) =>
  commitDecided(core, actor, async () => {
    const [before] = await core.outbox.preferencesOf([person.id]);
    const chosen = {
      silenced: [...new Set<string>(silenced)].sort(),
      quietFrom: quiet?.from ?? null,
      quietUntil: quiet?.until ?? null,
    };
    const write = before
      ? update("NoticePreference", before, chosen)
      : insert("NoticePreference", { id: person.id, version: 1, ...chosen });
    const event = { kind: "noticePreferencesChanged", personId: person.id, data: chosen } as const;
    return ok({ transition: transition({ writes: [write], events: [event] }), value: null });
  });

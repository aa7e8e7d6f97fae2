import { choosableKinds, type OutsideChannel, outsideChannels } from "#core/domain/notice/preference.ts";
import type { NoticeKind } from "#core/domain/notice/notice.ts";
import { ok } from "#core/domain/result.ts";
import type { UseCase } from "#core/ports/core.ts";

export interface PreferencesView {
  /** Ways out of the portal that this portal has and that reach one person. */
  readonly channels: readonly OutsideChannel[];
  readonly kinds: readonly NoticeKind[];
  readonly silenced: readonly string[];
  readonly quiet: { readonly from: number; readonly until: number } | null;
}

/** What the caller wants to be told outside the portal, and when. */
export const readPreferences: UseCase<Record<string, never>, PreferencesView, never> = async (core, { person }) => {
  const [own] = await core.outbox.preferencesOf([person.id]);
  const { quietFrom: from = null, quietUntil: until = null, silenced = [] } = own ?? {};
  return ok({
    channels: outsideChannels.filter((name) => core.channels.some((channel) => channel.name === name)),
    kinds: choosableKinds,
    silenced,
    quiet: from === null || until === null ? null : { from, until },
  });
};

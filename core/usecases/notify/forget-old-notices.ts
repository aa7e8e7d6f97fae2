import type { Core } from "#core/ports/core.ts";

const mark = "notices-forgotten";
const everyMs = 3_600_000;
const batch = 5_000;

/**
 * Once an hour, whichever replica comes first: what people were told too long ago is removed, from the inbox too. The record of
 * what happened is another thing and stays. Two at once remove it between them.
 */
export const forgetOldNotices = async (core: Core): Promise<void> => {
  const [last, now] = await Promise.all([core.heartbeats.last(mark), core.clock.now()]);
  if (last && now.getTime() - last.at.getTime() < everyMs) return;
  await core.heartbeats.beat(mark, "teller");
  while ((await core.outbox.forgetOld(batch)) === batch);
};

type LookOn = <T>(targetId: string, question: string, ask: () => Promise<T>) => Promise<T>;

/**
 * Questions that may wait, and may go unanswered: one at a time to each target, each asked once for all who wait for it. None
 * is awaited longer than `patienceMs`; one that would only begin after that is not asked at all.
 */
export const createOnlookers = (patienceMs = 4_000): LookOn => {
  const ends = new Map<string, Promise<unknown>>();
  const asked = new Map<string, Promise<unknown>>();

  const enqueue = (targetId: string, key: string, ask: () => Promise<unknown>): Promise<unknown> => {
    const giveUpMs = performance.now() + patienceMs;
    const answer = (ends.get(targetId) ?? Promise.resolve()).then(() => {
      if (performance.now() > giveUpMs) throw new Error("the target is still busy with earlier questions");
      return ask();
    });
    const over = answer.then(
      () => undefined,
      () => undefined,
    );
    ends.set(targetId, over);
    asked.set(key, answer);
    void over.then(() => {
      asked.delete(key);
      if (ends.get(targetId) === over) ends.delete(targetId);
    });
    return answer;
  };

  return async <T>(targetId: string, question: string, ask: () => Promise<T>): Promise<T> => {
    const key = `${targetId} ${question}`;
    const answer = (asked.get(key) ?? enqueue(targetId, key, ask)) as Promise<T>;
    const late = Promise.withResolvers<never>();
    const timer = setTimeout(() => late.reject(new Error("the target did not answer in time")), patienceMs);
    try {
      return await Promise.race([answer, late.promise]);
    } finally {
      clearTimeout(timer);
    }
  };
};

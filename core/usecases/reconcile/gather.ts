interface Waiting<In, Out> {
  readonly asked: In;
  readonly apart: Apart;
  readonly resolve: (value: Out) => void;
  readonly reject: (fault: unknown) => void;
}

/** What keeps calls out of one batch: another owner, or one of the same keys. What may not join waits for the next. */
interface Apart {
  readonly owner: unknown;
  readonly keys: readonly string[];
}

interface GatherOptions<In> {
  readonly apart?: (asked: In) => Apart;
}

const joinsAny: Apart = { owner: null, keys: [] };

/** More in one statement are no faster, and wait for one another. */
const mostTogether = 64;
/** While one batch is written another may be read: the server works for both. */
const mostBatches = 2;

/**
 * Answers many calls with one: those that come while earlier ones are under way wait, and are answered together by the next. Each is
 * answered by work that began after it was asked. Where the work for several fails, each is tried alone, so that the fault
 * of one is nobody else's.
 */
export const gather = <In, Out>(
  work: (asked: readonly In[]) => Promise<readonly Out[]>,
  { apart = () => joinsAny }: GatherOptions<In> = {},
): ((asked: In) => Promise<Out>) => {
  let waiting: Waiting<In, Out>[] = [];
  let running = 0;

  const nextBatch = (): readonly Waiting<In, Out>[] => {
    const batch: Waiting<In, Out>[] = [];
    const others: Waiting<In, Out>[] = [];
    const taken = new Set<string>();
    const owner = waiting[0]?.apart.owner;
    for (const one of waiting) {
      const joins =
        batch.length < mostTogether && one.apart.owner === owner && !one.apart.keys.some((key) => taken.has(key));
      (joins ? batch : others).push(one);
      if (joins) one.apart.keys.forEach((key) => taken.add(key));
    }
    waiting = others;
    return batch;
  };

  const run = async (): Promise<void> => {
    // Whoever calls in the same turn of the event loop joins.
    await new Promise((resolve) => setImmediate(resolve));
    while (waiting.length > 0) await answer(work, nextBatch());
    running -= 1;
  };

  return (asked) =>
    new Promise((resolve, reject) => {
      waiting.push({ asked, apart: apart(asked), resolve, reject });
      if (running >= mostBatches) return;
      running += 1;
      void run();
    });
};

const answer = async <In, Out>(
  work: (asked: readonly In[]) => Promise<readonly Out[]>,
  batch: readonly Waiting<In, Out>[],
): Promise<void> => {
  try {
    const answers = await work(batch.map(({ asked }) => asked));
    for (const [at, { resolve }] of batch.entries()) resolve(answers[at] as Out);
  } catch (fault) {
    if (batch.length === 1) batch[0]?.reject(fault);
    else await Promise.all(batch.map((one) => answer(work, [one])));
  }
};

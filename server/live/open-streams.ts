import type { PersonId } from "#core/domain/ids.ts";
import { context } from "#server/context.ts";
import { type ChangeFeed, createChangeFeed, readEventsFrom } from "#server/live/change-feed.ts";
import type { Topic } from "#server/live/topics.ts";
import { createInboxFeed, type InboxFeed, readDeliveriesFrom } from "#server/live/inbox-feed.ts";
import { log } from "#server/log.ts";
import { metrics } from "#server/metrics.ts";

/** One browser that listens. `tick` runs once a second, with what became stale. */
export interface Listener {
  readonly personId: PersonId;
  tick(topics: ReadonlySet<Topic>): Promise<void>;
  close(): void;
}

const tickMs = 1_000;
/** Of one person. HTTP/1.1 browsers open at most six connections to one origin; this leaves room for two browsers. */
export const mostStreams = 12;

interface Streams {
  readonly listeners: Set<Listener>;
  following: boolean;
}

const key = Symbol.for("lapse.streams");
const shared = globalThis as { [key]?: Streams | undefined };
const streams = (): Streams => (shared[key] ??= { listeners: new Set(), following: false });

/** Whether the person may open one more. The record is looked at once a second for all streams of the process together, and not at all while there is none. */
export const openStream = (listener: Listener): boolean => {
  const all = streams();
  const own = [...all.listeners].filter(({ personId }) => personId === listener.personId);
  if (own.length >= mostStreams) return false;
  all.listeners.add(listener);
  metrics().streams.set(all.listeners.size);
  if (!all.following) {
    all.following = true;
    const { pool } = context();
    follow(all, createChangeFeed(readEventsFrom(pool)), createInboxFeed(readDeliveriesFrom(pool)));
  }
  return true;
};

export const closeStream = (listener: Listener): void => {
  streams().listeners.delete(listener);
  metrics().streams.set(streams().listeners.size);
};

export const closeAllStreams = (): void => {
  for (const listener of streams().listeners) listener.close();
};

const follow = (all: Streams, feed: ChangeFeed, inbox: InboxFeed): void => {
  const look = async (): Promise<void> => {
    try {
      const [topics, told] = await Promise.all([feed.poll(), inbox.poll()]);
      await Promise.all(
        [...all.listeners].map((listener) =>
          listener.tick(told.has(listener.personId) ? new Set<Topic>([...topics, "inbox"]) : topics),
        ),
      );
    } catch (error) {
      log().warn({ err: error }, "the record could not be followed");
    }
    if (all.listeners.size > 0) setTimeout(() => void look(), tickMs).unref();
    else all.following = false;
  };
  void look();
};

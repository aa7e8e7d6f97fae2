import type { PersonId } from "#core/domain/ids.ts";
import { callerOf } from "#server/caller-of.ts";
import { context } from "#server/context.ts";
import { recentTopics } from "#server/live/change-feed.ts";
import { closeStream, type Listener, openStream } from "#server/live/open-streams.ts";
import type { Topic } from "#server/live/topics.ts";
import { newCorrelationId } from "#server/log.ts";
import { problem } from "#server/problem.ts";

const heartbeatTicks = 15;

const message = (topics: Iterable<Topic>): string => `data: ${JSON.stringify({ topics: [...topics] })}\n\n`;

/**
 * Server-sent events (WHATWG HTML, 9.2) that say what became stale and never what it says now: `{"topics":["requests"]}`. Who
 * listens is asked of the database at every tick, without counting as activity: a stream neither outlives its session nor
 * keeps it alive. `signed-out` is the last thing a stream says.
 */
export const serveStream = async (request: Request): Promise<Response> => {
  const correlationId = newCorrelationId();
  const whoListens = () => callerOf(request.headers, { via: "browser", correlationId, automatic: true });
  const caller = await whoListens();
  if (!caller.ok) return problem(caller.error, { correlationId });
  // A page that was left meanwhile aborted before anybody listened for it: a stream opened now would never be closed.
  if (request.signal.aborted) return new Response(null, { status: 204 });

  const stream = eventStream();
  const listener = listenerOf(caller.value.person.id, stream, async () => (await whoListens()).ok);
  stream.onGone(() => closeStream(listener));
  request.signal.addEventListener("abort", stream.end);
  if (!openStream(listener)) return problem("too_many_streams", { correlationId, retryAfterSeconds: 5 });
  // What changed while the page was on its way to the browser, which only then began to listen.
  const recent = await recentTopics(context().pool).catch((error: unknown) => {
    // Nobody will ever read it, and it would take its person's place until their session ends.
    stream.end();
    throw error;
  });
  stream.send(`retry: 2000\n\n${recent.length > 0 ? message(recent) : ""}`);
  return new Response(stream.body, {
    headers: {
      "content-type": "text/event-stream",
      "cache-control": "no-store, no-transform",
      // Proxies such as nginx would collect the stream otherwise.
      "x-accel-buffering": "no",
    },
  });
};

const listenerOf = (personId: PersonId, stream: EventStream, isStillKnown: () => Promise<boolean>): Listener => {
  let ticks = 0;
  return {
    personId,
    tick: async (topics) => {
      // Null where it cannot be known now: the browser connects again, and is asked again.
      const known = await isStillKnown().catch(() => null);
      if (known === false) stream.send("event: signed-out\ndata: {}\n\n");
      if (known !== true) {
        stream.end();
        return;
      }
      ticks += 1;
      if (topics.size > 0) stream.send(message(topics));
      else if (ticks % heartbeatTicks === 0) stream.send(": still here\n\n");
    },
    close: stream.end,
  };
};

interface EventStream {
  readonly body: ReadableStream<Uint8Array>;
  /** Does nothing once the stream is over, from whichever side. */
  readonly send: (text: string) => void;
  readonly end: () => void;
  readonly onGone: (then: () => void) => void;
}

const eventStream = (): EventStream => {
  const encoder = new TextEncoder();
  let controller: ReadableStreamDefaultController<Uint8Array> | null = null;
  let gone = (): void => undefined;
  const over = (): void => {
    controller = null;
    gone();
  };
  const body = new ReadableStream<Uint8Array>({
    start: (opened) => {
      controller = opened;
    },
    cancel: over,
  });
  return {
    body,
    send: (text) => controller?.enqueue(encoder.encode(text)),
    end: () => {
      controller?.close();
      over();
    },
    onGone: (then) => {
      gone = then;
    },
  };
};

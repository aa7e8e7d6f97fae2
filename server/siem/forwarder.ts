import { setTimeout as sleep } from "node:timers/promises";
import type { Core } from "#core/ports/core.ts";
import type { EventSink } from "#core/ports/event-sink.ts";
import { forwardEvents } from "#core/usecases/siem/forward-events.ts";
import { log } from "#server/log.ts";

const pauseMs = 1_000;

export interface Forwarder {
  stop(): Promise<void>;
}

/** Tells each sink, beside the others, for as long as the process runs. Any number of processes may. */
export const startForwarder = (core: Core, sinks: readonly EventSink[]): Forwarder => {
  const stopping = new AbortController();
  const { signal } = stopping;
  const tell = async (sink: EventSink): Promise<void> => {
    while (!signal.aborted) {
      await forwardEvents(core, sink).catch((error: unknown) => {
        log().error({ err: error, sink: sink.id }, "events could not be forwarded");
      });
      await sleep(pauseMs, undefined, { signal, ref: false }).catch(() => undefined);
    }
    await sink.close();
  };
  const loops = sinks.map(tell);
  return {
    async stop() {
      stopping.abort();
      await Promise.race([Promise.all(loops), sleep(2_000, undefined, { ref: false })]);
    },
  };
};

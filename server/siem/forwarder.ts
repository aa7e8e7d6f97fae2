import type { Core } from "#core/ports/core.ts";
import type { EventSink } from "#core/ports/event-sink.ts";
import { forwardEvents } from "#core/usecases/siem/forward-events.ts";
import { allOf, startWorkerLoop, type Worker } from "#server/worker-loop.ts";

const pauseMs = 1_000;

/** Tells each sink, beside the others, for as long as the process runs. Any number of processes may. */
export const startForwarder = (core: Core, sinks: readonly EventSink[]): Worker => {
  const loops = sinks.map((sink) =>
    startWorkerLoop({
      name: `forwarding events to ${sink.id}`,
      work: async () => {
        await forwardEvents(core, sink);
      },
      restMs: () => pauseMs,
      random: () => core.ids.random(),
      stopMs: 2_000,
      atEnd: () => sink.close(),
    }),
  );
  return allOf(loops);
};

import { open } from "node:fs/promises";
import { toOcsf } from "#core/domain/siem/to-ocsf.ts";
import type { EventSink } from "#core/ports/event-sink.ts";

/** Appends one OCSF object a line, on the disk before it counts as delivered. The file may be moved away: it is opened for each batch. */
export const createFileSink = (file: string): EventSink => ({
  id: "file",
  address: file,
  deliver: async (events) => {
    const handle = await open(file, "a", 0o600);
    try {
      await handle.appendFile(events.map((event) => `${JSON.stringify(toOcsf(event))}\n`).join(""));
      await handle.datasync();
    } finally {
      await handle.close();
    }
  },
  close: () => Promise.resolve(),
});

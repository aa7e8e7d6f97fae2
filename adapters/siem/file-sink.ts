import { type FileHandle, open } from "node:fs/promises";
import { toOcsf } from "#core/domain/siem/to-ocsf.ts";
import type { EventSink } from "#core/ports/event-sink.ts";

/**
 * Appends one OCSF object a line, on the disk before it counts as delivered. The file may be moved away: it is opened for each
 * batch. A line that a full disk or a power cut tore is ended first, so that it spoils none of those that come again.
 */
export const createFileSink = (file: string): EventSink => ({
  id: "file",
  address: file,
  deliver: async (events) => {
    const handle = await open(file, "a+", 0o600);
    try {
      const lines = events.map((event) => `${JSON.stringify(toOcsf(event))}\n`).join("");
      await handle.appendFile((await isTorn(handle)) ? `\n${lines}` : lines);
      await handle.datasync();
    } finally {
      await handle.close();
    }
  },
  close: () => Promise.resolve(),
});

const isTorn = async (handle: FileHandle): Promise<boolean> => {
  const { size } = await handle.stat();
  if (size === 0) return false;
  const { buffer } = await handle.read(Buffer.alloc(1), 0, 1, size - 1);
  return buffer.toString("latin1") !== "\n";
};

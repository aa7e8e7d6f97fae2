import type { Duplex } from "node:stream";
import type { Client } from "pg";

interface Reading {
  attachListeners(stream: Duplex): void;
}

/**
 * A server that says what is no answer, by mistake or on purpose, breaks its own connection and nothing else. The driver reads
 * in the socket's own callback: whatever it throws there would end the process, and with it the removal of everybody's access.
 * To be called before the client connects.
 */
export function guardReading(client: Client): Client {
  const { connection } = client as unknown as { connection: Reading };
  const attach = connection.attachListeners.bind(connection);
  // Called once for each stream: the plain one, or the encrypted one.
  connection.attachListeners = (stream) => {
    attach(stream);
    for (const read of stream.listeners("data") as ((bytes: Buffer) => void)[]) {
      stream.on("data", (bytes: Buffer) => {
        try {
          read(bytes);
        } catch (error) {
          stream.destroy(error instanceof Error ? error : new Error("The server's answer cannot be read"));
        }
      });
      stream.off("data", read);
    }
  };
  return client;
}

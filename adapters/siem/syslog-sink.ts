import { connect, isIP, type Socket } from "node:net";
import { hostname } from "node:os";
import { connect as connectTls } from "node:tls";
import { severityOf } from "#core/domain/siem/ocsf-class.ts";
import type { SequencedEvent } from "#core/domain/siem/sequenced-event.ts";
import { toCef } from "#core/domain/siem/to-cef.ts";
import type { EventSink } from "#core/ports/event-sink.ts";

const timeoutMs = 20_000;
/** "log audit" (RFC 5424, table 1). */
const facility = 13;
/** Informational, notice, warning, alert (RFC 5424, table 2). */
const syslogSeverity = { 1: 6, 2: 5, 3: 4, 4: 1 } as const;

/**
 * CEF in syslog messages (RFC 5424) over TLS (RFC 5425) or plain TCP, each counted (RFC 6587, 3.4.1). Syslog acknowledges
 * nothing: a batch counts as delivered when the other side has taken all of it and closed in peace, so every batch has a
 * connection of its own.
 */
export const createSyslogSink = (url: URL): EventSink => ({
  id: "syslog",
  address: url.host,
  deliver: async (events) => {
    const bytes = Buffer.concat(events.map(frame));
    await new Promise<void>((resolve, reject) => {
      const socket = open(url);
      socket.setTimeout(timeoutMs, () =>
        socket.destroy(new Error("the syslog server did not take the events in time")),
      );
      socket.once("error", reject);
      socket.once(url.protocol === "tls:" ? "secureConnect" : "connect", () => socket.end(bytes));
      // What it may say is of no interest, but must be read for the end to arrive.
      socket.resume();
      socket.once("close", (hadError) => {
        if (!hadError) resolve();
      });
    });
  },
  close: () => Promise.resolve(),
});

const open = ({ protocol, hostname: host, port }: URL): Socket => {
  const name = host.replace(/^\[|\]$/gu, "");
  // A name is asked for in the handshake; an address may not be (RFC 6066, 3), and is held against the certificate all the same.
  const asked = isIP(name) === 0 ? { servername: name } : {};
  if (protocol === "tls:")
    return connectTls({ host: name, port: Number(port || 6514), ...asked, minVersion: "TLSv1.2" });
  return connect({ host: name, port: Number(port || 601) });
};

const frame = (event: SequencedEvent): Buffer => {
  const priority = facility * 8 + syslogSeverity[severityOf(event.event.kind)];
  const header = `<${priority}>1 ${event.event.at.toISOString()} ${hostname()} lapse ${process.pid} ${event.event.kind} - `;
  const message = Buffer.from(header + toCef(event), "utf8");
  return Buffer.concat([Buffer.from(`${message.length} `, "ascii"), message]);
};

import type { AddressInfo } from "node:net";
import PostalMime, { type Email } from "postal-mime";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";

export interface SmtpSink {
  readonly port: number;
  readonly mails: readonly Email[];
  close(): Promise<void>;
}

/** A real SMTP server on a free port of 127.0.0.1, which keeps what it takes. */
export const startSmtpSink = async (options: SMTPServerOptions = {}): Promise<SmtpSink> => {
  const mails: Email[] = [];
  const server = new SMTPServer({
    authOptional: true,
    onData(stream, _session, done) {
      const parts: Buffer[] = [];
      stream.on("data", (part: Buffer) => parts.push(part));
      stream.on("end", () => {
        void PostalMime.parse(Buffer.concat(parts)).then((mail) => {
          mails.push(mail);
          done();
        });
      });
    },
    ...options,
  });
  // A client may hang up on a certificate that it does not know.
  server.on("error", () => undefined);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.server.address() as AddressInfo;
  return { port, mails, close: () => new Promise((resolve) => server.close(resolve)) };
};

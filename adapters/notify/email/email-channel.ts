import { createTransport } from "nodemailer";
import { type Channel, Undeliverable } from "#core/ports/channels.ts";
import { mailHtml, mailText } from "./mail-html.ts";

export interface EmailOptions {
  /** `smtp://user:password@host:587` (STARTTLS, required unless the host is this machine) or `smtps://…:465`. */
  readonly smtpUrl: URL;
  readonly from: string;
  /** Where links lead. */
  readonly origin: string;
}

const timeoutMs = 15_000;
const loopback = new Set(["localhost", "127.0.0.1", "[::1]"]);

/**
 * Permanent by RFC 5321, 4.2.1: this recipient will not be accepted tomorrow either. What concerns our own sign-in or our own
 * address is not theirs: once an administrator has mended it, what waits is delivered.
 */
const isFinal = (error: unknown): boolean => {
  const { responseCode, code, command } = error as { responseCode?: number; code?: string; command?: string };
  const isTheirs = (code === "EENVELOPE" || code === "EMESSAGE") && command !== "MAIL FROM";
  return isTheirs && (responseCode ?? 0) >= 500;
};

/** Mail over SMTP. The message id names the delivery, so that mail programs know a repetition. */
export const createEmailChannel = ({ smtpUrl, from, origin }: EmailOptions): Channel => {
  const local = loopback.has(smtpUrl.hostname);
  const secure = smtpUrl.protocol === "smtps:";
  const transport = createTransport({
    host: smtpUrl.hostname.replace(/^\[(.*)\]$/, "$1"),
    port: Number(smtpUrl.port || (secure ? 465 : 587)),
    secure,
    requireTLS: !secure && !local,
    ignoreTLS: false,
    ...(local && { tls: { rejectUnauthorized: false } }),
    ...(smtpUrl.username !== "" && {
      auth: { user: decodeURIComponent(smtpUrl.username), pass: decodeURIComponent(smtpUrl.password) },
    }),
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    // A message has no files and no URLs to fetch, whatever is in a request.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    name: "email",
    recipients: () => Promise.resolve([]),
    async send({ id, message, person }) {
      if (!person) throw new Undeliverable("mail goes to a person");
      try {
        await transport.sendMail({
          from,
          to: { name: person.name, address: person.email },
          subject: message.title,
          text: mailText(message, person.timezone, origin),
          html: mailHtml(message, person.timezone, origin),
          messageId: `<${id}@${new URL(origin).hostname}>`,
          headers: { "Auto-Submitted": "auto-generated" },
        });
        return null;
      } catch (error) {
        if (isFinal(error))
          throw new Undeliverable(error instanceof Error ? error.message : "refused", { cause: error });
        throw error;
      }
    },
  };
};

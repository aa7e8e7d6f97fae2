import type { Message } from "#core/domain/notice/message.ts";
import { formatAt } from "../format-at.ts";

const escape = (text: string): string =>
  text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`).replaceAll("\n", "<br>");

const font = "font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";

/** Colours stand inline for clients that drop style sheets; those that keep them get the dark ones too. */
const dark = `@media (prefers-color-scheme: dark) {
  .page { background:#0d1014 !important } .card { background:#15191f !important; border-color:#2a3038 !important }
  .strong { color:#eceff3 !important } .soft { color:#9aa4b1 !important } .quote { background:#1b2027 !important; color:#d5dae1 !important }
}`;

const rowsHtml = ({ rows }: Message, zone: string): string =>
  rows
    .map((row) => {
      const value = "at" in row ? formatAt(row.at, zone) : row.text;
      return `<tr><td class="soft" style="${font};font-size:13px;color:#5b6673;padding:4px 16px 4px 0;vertical-align:top;white-space:nowrap">${escape(row.label)}</td><td class="strong" style="${font};font-size:14px;color:#15191f;padding:4px 0">${escape(value)}</td></tr>`;
    })
    .join("");

/** One message as HTML: a card with its facts, the reason where its reader may have it, and one button. Loads nothing from anywhere. */
export const mailHtml = (message: Message, zone: string, origin: string): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark">
<title>${escape(message.title)}</title><style>${dark}</style></head>
<body class="page" style="margin:0;background:#f4f5f7"><table role="presentation" width="100%" cellpadding="0" cellspacing="0"><tr><td align="center" style="padding:32px 12px">
<table role="presentation" class="card" width="100%" cellpadding="0" cellspacing="0" style="max-width:560px;background:#ffffff;border:1px solid #dfe3e8;border-radius:10px">
<tr><td style="padding:24px 28px 0"><span class="soft" style="${font};font-size:12px;font-weight:600;letter-spacing:.02em;color:#5b6673">Lapse</span>
<h1 class="strong" style="${font};font-size:19px;line-height:1.35;font-weight:600;color:#15191f;margin:8px 0 14px">${escape(message.title)}</h1>
<table role="presentation" cellpadding="0" cellspacing="0">${rowsHtml(message, zone)}</table></td></tr>
${message.reason === null ? "" : `<tr><td style="padding:14px 28px 0"><div class="quote" style="${font};font-size:14px;line-height:1.5;color:#333b45;background:#f4f5f7;border-radius:6px;padding:10px 14px">${escape(message.reason)}</div></td></tr>`}
<tr><td style="padding:20px 28px 26px"><a href="${escape(origin + message.link.path)}" style="${font};display:inline-block;font-size:14px;font-weight:600;color:#ffffff;background:#2f5fd0;border-radius:7px;padding:10px 18px;text-decoration:none">${escape(message.link.label)}</a></td></tr>
</table>
<p class="soft" style="${font};font-size:12px;line-height:1.5;color:#5b6673;max-width:560px;margin:14px auto 0">You get this from ${escape(origin)}. Choose what you are told under <a class="soft" style="color:#5b6673" href="${escape(`${origin}/settings#notifications`)}">Settings</a>.</p>
</td></tr></table></body></html>`;

/** The same for those who read text. */
export const mailText = (message: Message, zone: string, origin: string): string =>
  [
    message.title,
    "",
    ...message.rows.map((row) => `${row.label}: ${"at" in row ? formatAt(row.at, zone) : row.text}`),
    ...(message.reason === null ? [] : ["", ...message.reason.split("\n").map((line) => `> ${line}`)]),
    "",
    `${message.link.label}: ${origin}${message.link.path}`,
    "",
    "-- ",
    `You get this from ${origin}. Choose what you are told: ${origin}/settings#notifications`,
    "",
  ].join("\n");

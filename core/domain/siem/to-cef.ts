import { messageOf, isFailure, severityOf } from "#core/domain/siem/ocsf-class.ts";
import type { SequencedEvent } from "#core/domain/siem/sequenced-event.ts";

/** CEF counts to ten. */
const cefSeverity = { 1: 2, 2: 4, 3: 6, 4: 9 } as const;

/**
 * An event as one line of ArcSight's Common Event Format (revision 25). In the header `|` and `\` are escaped, in the extension
 * `=` and `\`; line breaks become `\n`, so that no value can begin another event.
 */
export const toCef = ({ index, event, actor, person }: SequencedEvent): string => {
  const { kind } = event;
  const header = ["CEF:0", "Lapse", "Lapse", "1", kind, messageOf(kind), String(cefSeverity[severityOf(kind)])];
  const extension = {
    rt: String(event.at.getTime()),
    externalId: event.position,
    outcome: isFailure(kind) ? "failure" : "success",
    ...source(event.data["address"]),
    suid: actor?.id,
    suser: actor?.email,
    duid: person?.id,
    duser: person?.email,
    cn1: String(index),
    cn1Label: "logIndex",
    cs1: event.grantId,
    cs1Label: event.grantId && "grant",
    cs2: event.requestId,
    cs2Label: event.requestId && "request",
    cs3: event.entitlementId,
    cs3Label: event.entitlementId && "entitlement",
    cs4: event.targetId,
    cs4Label: event.targetId && "target",
    cs5: event.correlationId,
    cs5Label: "correlation",
    cs6: event.via,
    cs6Label: "door",
    msg: JSON.stringify(event.data),
  };
  const pairs = Object.entries(extension).flatMap(([key, value]) =>
    value === undefined ? [] : [`${key}=${escapeValue(value)}`],
  );
  return `${header.map((part, at) => (at === 0 ? part : escapeHeader(part))).join("|")}|${pairs.join(" ")}`;
};

/** `src` is an IPv4 address and nothing else. */
const source = (address: unknown): Record<string, string> => {
  if (typeof address !== "string") return {};
  return address.includes(":") ? { c6a2: address, c6a2Label: "Source IPv6 Address" } : { src: address };
};

const oneLine = (text: string): string => text.replaceAll(/\r\n|\r|\n/gu, "\\n").replaceAll(/\p{Cc}/gu, " ");
const escapeHeader = (text: string): string => oneLine(text.replaceAll(/[\\|]/gu, "\\$&"));
const escapeValue = (text: string): string => oneLine(text.replaceAll(/[\\=]/gu, "\\$&"));

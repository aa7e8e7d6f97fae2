import { isFailure, messageOf, ocsfClass, severityOf } from "#core/domain/siem/ocsf-class.ts";
import type { NamedPerson, SequencedEvent } from "#core/domain/siem/sequenced-event.ts";

const version = "1.5.0";
const severityNames = { 1: "Informational", 2: "Low", 3: "Medium", 4: "High" } as const;

/**
 * An event as an OCSF object (Identity & Access Management, category 3). `metadata.sequence` is its place in the log and
 * `metadata.uid` names it for ever: whoever got it twice knows by either.
 */
export const toOcsf = ({ index, event, actor, person }: SequencedEvent): Record<string, unknown> => {
  const { classUid, className, activityId, activityName } = ocsfClass(event.kind);
  const severityId = severityOf(event.kind);
  const { address } = event.data;
  return {
    category_uid: 3,
    category_name: "Identity & Access Management",
    class_uid: classUid,
    class_name: className,
    activity_id: activityId,
    activity_name: activityName,
    type_uid: classUid * 100 + activityId,
    severity_id: severityId,
    severity: severityNames[severityId],
    status_id: isFailure(event.kind) ? 2 : 1,
    status: isFailure(event.kind) ? "Failure" : "Success",
    time: event.at.getTime(),
    message: messageOf(event.kind),
    metadata: {
      version,
      product: { name: "Lapse", vendor_name: "Lapse" },
      uid: event.position,
      sequence: index,
      correlation_uid: event.correlationId,
      event_code: event.kind,
    },
    actor: { app_name: event.via, ...(actor ? { user: user(actor) } : {}) },
    ...(typeof address === "string" ? { src_endpoint: { ip: address } } : {}),
    ...ofClass(event, classUid, person ?? actor),
    unmapped: { ...event.data, about: Object.fromEntries(namedIn(event).map(({ type, uid }) => [type, uid])) },
  };
};

const user = ({ id, name, email }: NamedPerson) => ({ uid: id, name, email_addr: email });

const nobodyKnown = { name: "unknown" };

/** Whoever tried to sign in under a name that nobody has is a user of OCSF too. */
const whoIn = ({ personId, actorId }: SequencedEvent["event"], subject: NamedPerson | null) => {
  const uid = personId ?? actorId;
  return subject ? user(subject) : uid ? { uid } : nobodyKnown;
};

/** What it happened to, the narrowest first. */
const namedIn = ({ grantId, requestId, entitlementId, targetId, personId }: SequencedEvent["event"]) => {
  const known = [
    ["grant", grantId],
    ["request", requestId],
    ["entitlement", entitlementId],
    ["target", targetId],
    ["person", personId],
  ] as const;
  return known.flatMap(([type, uid]) => (uid === undefined ? [] : [{ type, uid }]));
};

/**
 * What a class has besides, and nothing that it does not know: a receiver that validates refuses an object for one attribute that
 * its class has not. What there is no place for is in `unmapped`.
 */
const ofClass = (event: SequencedEvent["event"], classUid: number, subject: NamedPerson | null) => {
  const { entitlementId, data } = event;
  const who = whoIn(event, subject);
  switch (classUid) {
    case 3002:
      return { user: who, service: { name: "Lapse" } };
    case 3004:
      return { entity: { ...(namedIn(event)[0] ?? { type: "portal", name: "Lapse" }), user: who } };
    case 3005: {
      const resources = namedIn(event).filter(({ type }) => type !== "person");
      return { user: who, privileges: entitlementId === undefined ? [] : [entitlementId], resources };
    }
    case 3006:
      return { user: who, group: { name: typeof data["group"] === "string" ? data["group"] : "unknown" } };
    default:
      return { user: who };
  }
};

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
    ...aboutWhom(event, person ?? actor),
    ...aboutWhat(event),
    ...ofClass(event, classUid),
    unmapped: event.data,
  };
};

const user = ({ id, name, email }: NamedPerson) => ({ uid: id, name, email_addr: email });

const nobodyKnown = { name: "unknown" };

/** Whoever tried to sign in under a name that nobody has is a user of OCSF too. */
const aboutWhom = ({ personId, actorId, data }: SequencedEvent["event"], subject: NamedPerson | null) => {
  const uid = personId ?? actorId;
  const { address } = data;
  return {
    user: subject ? user(subject) : uid ? { uid } : nobodyKnown,
    ...(typeof address === "string" ? { src_endpoint: { ip: address } } : {}),
  };
};

/** What it happened to, the narrowest first; the portal itself where it is about nothing smaller. */
const aboutWhat = ({ grantId, requestId, entitlementId, targetId, personId }: SequencedEvent["event"]) => {
  const known = [
    ["grant", grantId],
    ["request", requestId],
    ["entitlement", entitlementId],
    ["target", targetId],
    ["person", personId],
  ] as const;
  const named = known.flatMap(([type, uid]) => (uid === undefined ? [] : [{ type, uid }]));
  const [entity, ...others] = named;
  return { entity: entity ?? { type: "portal", name: "Lapse" }, ...(others.length > 0 ? { resources: others } : {}) };
};

/** What a class wants besides. */
const ofClass = ({ entitlementId, data }: SequencedEvent["event"], classUid: number) => {
  if (classUid === 3002) return { service: { name: "Lapse" } };
  if (classUid === 3005) return { privileges: entitlementId === undefined ? [] : [entitlementId] };
  if (classUid === 3006) return { group: { name: typeof data["group"] === "string" ? data["group"] : "unknown" } };
  return {};
};

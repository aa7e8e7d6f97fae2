import { z } from "zod";
import type { Facts } from "#core/domain/policy/facts.ts";

const instant = z.iso.datetime().transform((text) => new Date(text));
const attribute = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]);
const strings = z.array(z.string());

const person = z.strictObject({
  id: z.string(),
  email: z.string(),
  name: z.string(),
  groups: strings,
  attributes: z.record(z.string(), attribute),
  timezone: z.string(),
  onCall: z.boolean(),
  enabled: z.boolean(),
});
const entitlement = z.strictObject({ id: z.string(), name: z.string(), action: z.string() });
const taggedResource = z.strictObject({ id: z.string(), name: z.string(), tags: z.record(z.string(), z.string()) });
const target = z.strictObject({ id: z.string(), name: z.string(), kind: z.string() });

const factsRecord = z.strictObject({
  person,
  holder: person,
  request: z.strictObject({
    durationSeconds: z.number(),
    justification: z.string(),
    ticket: z.string(),
    startsAt: instant.optional(),
    extendsGrantId: z.string().optional(),
    onBehalf: z.boolean(),
    breakGlass: z.boolean(),
    needsSecondPerson: z.boolean().optional(),
  }),
  entitlement,
  resource: taggedResource.extend({ owners: strings }),
  target,
  now: instant,
  activeGrants: z.array(
    z.strictObject({
      id: z.string(),
      status: z.enum(["scheduled", "activating", "active"]),
      startsAt: instant.optional(),
      expiresAt: instant.optional(),
      entitlement,
      resource: taggedResource,
      target,
    }),
  ),
  session: z
    .strictObject({ method: z.string(), ageSeconds: z.number(), address: z.string(), deviceKnown: z.boolean() })
    .optional(),
});

/** Facts as JSON: instants are ISO 8601 texts in UTC. */
export type FactsRecord = z.input<typeof factsRecord>;

/** The inputs of a decision in the form that is kept with it (promise 14). Keeps what the engine reads and nothing else. */
export function recordFacts({ person, holder, request, now, session, ...rest }: Facts): FactsRecord {
  const { startsAt, extendsGrantId, ...asked } = request;
  const { entitlement, resource, target, activeGrants } = rest;
  return {
    person: recordPerson(person),
    holder: recordPerson(holder),
    request: {
      durationSeconds: asked.durationSeconds,
      justification: asked.justification,
      ticket: asked.ticket,
      onBehalf: asked.onBehalf,
      breakGlass: asked.breakGlass,
      ...(asked.needsSecondPerson && { needsSecondPerson: true }),
      ...(startsAt && { startsAt: startsAt.toISOString() }),
      ...(extendsGrantId !== undefined && { extendsGrantId }),
    },
    entitlement: recordEntitlement(entitlement),
    resource: { ...recordResource(resource), owners: [...resource.owners] },
    target: recordTarget(target),
    now: now.toISOString(),
    activeGrants: activeGrants.map((grant) => ({
      id: grant.id,
      status: grant.status,
      ...(grant.startsAt && { startsAt: grant.startsAt.toISOString() }),
      ...(grant.expiresAt && { expiresAt: grant.expiresAt.toISOString() }),
      entitlement: recordEntitlement(grant.entitlement),
      resource: recordResource(grant.resource),
      target: recordTarget(grant.target),
    })),
    ...(session && {
      session: {
        method: session.method,
        ageSeconds: session.ageSeconds,
        address: session.address,
        deviceKnown: session.deviceKnown,
      },
    }),
  };
}

/** Back from JSON, exactly as decided on. Throws for anything that `recordFacts` did not write: a record is never guessed at. */
export const replayFacts = (record: unknown): Facts => factsRecord.parse(record);

type RecordedPerson = FactsRecord["person"];

const recordPerson = ({
  id,
  email,
  name,
  groups,
  attributes,
  timezone,
  onCall,
  enabled,
}: Facts["person"]): RecordedPerson => ({
  id,
  email,
  name,
  groups: [...groups],
  attributes: Object.fromEntries(
    Object.entries(attributes).map(([key, value]) => [key, typeof value === "object" ? [...value] : value]),
  ),
  timezone,
  onCall,
  enabled,
});

const recordEntitlement = ({ id, name, action }: Facts["entitlement"]): Facts["entitlement"] => ({ id, name, action });
const recordTarget = ({ id, name, kind }: Facts["target"]): Facts["target"] => ({ id, name, kind });
const recordResource = ({ id, name, tags }: Omit<Facts["resource"], "owners">): z.input<typeof taggedResource> => ({
  id,
  name,
  tags: { ...tags },
});

import type { AuditEvent } from "#core/domain/audit/event.ts";

/** Whoever an event names, as a SIEM correlates them. */
export interface NamedPerson {
  readonly id: string;
  readonly name: string;
  readonly email: string;
}

/** An event with its place in the log: dense from 0, so that whoever receives it sees what is missing and what came twice. */
export interface SequencedEvent {
  readonly index: number;
  readonly event: AuditEvent;
  readonly actor: NamedPerson | null;
  readonly person: NamedPerson | null;
}

import type { SequencedEvent } from "#core/domain/siem/sequenced-event.ts";

/** Somewhere outside that keeps events for others to watch: a SIEM. */
export interface EventSink {
  /** "file", "webhook", "syslog": what its place in the log is kept under. */
  readonly id: string;
  /** Where it leads, without any secret. */
  readonly address: string;
  /**
   * Delivers all of these, in their order, or throws; then all of them come again. Ends within 30 s. Whoever receives drops
   * what came twice by its place in the log.
   */
  deliver(events: readonly SequencedEvent[]): Promise<void>;
  close(): Promise<void>;
}

/** What is shown of a session at a target. Instants are ISO 8601; null: the target keeps it to itself. */
export interface ShownSession {
  readonly id: string;
  readonly since: string | null;
  readonly address: string | null;
  readonly lastActiveAt: string | null;
  readonly state: "busy" | "idle" | null;
}

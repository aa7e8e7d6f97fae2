import type { PersonId } from "#core/domain/ids.ts";
import type { Portal } from "#core/domain/portal.ts";
import { type Transition, transition, update } from "#core/domain/transition.ts";

/** What a witness said of this database: it has seen more of it, or another one. */
export type RestoreTrouble = "behind" | "forked";

/** From here on the portal gives nothing, until somebody says that it may (domain rule 6). */
export const noteRestore = (portal: Portal, trouble: RestoreTrouble, grants: number, now: Date): Transition =>
  transition({
    writes: [update("Portal", portal, { restoredAt: now, restoreAcknowledgedAt: null, restoreAcknowledgedById: null })],
    events: [{ kind: "restoreFound", data: { trouble, grants } }],
  });

export const acknowledgeRestore = (portal: Portal, by: PersonId, reason: string, now: Date): Transition =>
  transition({
    writes: [update("Portal", portal, { restoreAcknowledgedAt: now, restoreAcknowledgedById: by })],
    events: [{ kind: "restoreAcknowledged", data: { reason } }],
  });

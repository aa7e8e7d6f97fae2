import type { EventKind } from "#core/domain/audit/event.ts";
import { cutTo, mostRows, type Window } from "#core/domain/report/report.ts";
import type { Core } from "#core/ports/core.ts";
import { type AuditEventView, viewAuditEvents } from "#core/usecases/audit/view-audit-events.ts";

/** The newest events of these kinds within the window, as many as a table carries. Each kind is read over its own index. */
export const newestEvents = async (
  core: Core,
  kinds: readonly EventKind[],
  { from, to }: Window,
): Promise<{ readonly rows: readonly AuditEventView[]; readonly cut: boolean }> => {
  const pages = await Promise.all(kinds.map((kind) => core.audit.page({ kind, from, to }, { limit: mostRows + 1 })));
  const all = pages.flatMap(({ items }) => items).sort((a, b) => (BigInt(a.position) < BigInt(b.position) ? 1 : -1));
  const { rows, cut } = cutTo(all);
  return { rows: await viewAuditEvents(core, rows), cut };
};

/** A text of an event's data, or nothing. */
export const textIn = ({ data }: AuditEventView, key: string): string | null => {
  const value = data[key];
  return typeof value === "string" ? value : typeof value === "number" ? String(value) : null;
};

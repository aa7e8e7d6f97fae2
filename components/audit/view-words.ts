import type { ShownEvent } from "./shown-event.ts";

const words: Readonly<Record<string, string>> = {
  actorId: "by",
  personId: "about",
  entitlementId: "entitlement",
  targetId: "target",
  requestId: "request",
  grantId: "grant",
};

/**
 * What was read: `auditRead {"kind":"voteCast","personId":"per_…"}` → "kind voteCast, about Ines Alba"; without a limit it was
 * everything. An id without a name stays, and so does what is no such text: it may have been erased.
 */
export const viewWords = (view: string | null, names: ShownEvent["names"]): string | null => {
  const limits = limitsIn(view);
  if (limits === null) return view;
  const parts = Object.entries(limits).map(([key, value]) => {
    const text = typeof value === "string" ? value : JSON.stringify(value);
    if (key === "accessAt") return text === "" ? "access at an instant" : `access at an instant, ${text}`;
    return `${words[key] ?? key} ${names[text] ?? text}`;
  });
  return parts.length === 0 ? "everything" : parts.join(", ");
};

const limitsIn = (view: string | null): Readonly<Record<string, unknown>> | null => {
  const at = view?.indexOf("{") ?? -1;
  if (view === null || at < 0) return null;
  try {
    return JSON.parse(view.slice(at)) as Readonly<Record<string, unknown>>;
  } catch {
    return null;
  }
};

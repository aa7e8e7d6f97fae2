/** A target's settings as they are; empty for a new one. */
export type KnownSettings = Readonly<Record<string, unknown>>;

/** What a field starts with: what is set already, else what the form suggests. */
export const knownText = (known: KnownSettings, name: string, suggested?: string): string | undefined => {
  const value = known[name];
  return typeof value === "string" || typeof value === "number" ? String(value) : suggested;
};

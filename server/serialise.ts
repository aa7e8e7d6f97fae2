/** A value as it crosses to the browser or a tool: instants as ISO 8601 in UTC, nothing else changed. */
export type Serialised<T> = T extends Date
  ? string
  : T extends string | number | boolean | null | undefined
    ? T
    : T extends readonly (infer U)[]
      ? readonly Serialised<U>[]
      : T extends object
        ? { readonly [K in keyof T]: Serialised<T[K]> }
        : T;

/** Throws for what JSON cannot carry without loss: that is a fault of ours, and silence would turn it into a lie. */
export const serialise = <T>(value: T): Serialised<T> => convert(value) as Serialised<T>;

const convert = (value: unknown): unknown => {
  if (value === null || value === undefined || typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value === "number" && Number.isFinite(value)) return value;
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(convert);
  const isPlain =
    typeof value === "object" && [Object.prototype, null].includes(Object.getPrototypeOf(value) as object);
  if (!isPlain) throw new TypeError(`cannot serialise ${typeof value}`);
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, each]) => (each === undefined ? [] : [[key, convert(each)]])),
  );
};

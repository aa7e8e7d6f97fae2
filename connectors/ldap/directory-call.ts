import type { Change, Client, Control, Entry, SearchOptions } from "ldapts";
import type { TargetConnection } from "#core/ports/connector.ts";
import { DirectoryStateError } from "./directory-error.ts";
import type { LdapSettings } from "./settings.ts";

interface CallParts {
  readonly client: Client;
  readonly settings: LdapSettings;
  readonly portalNow: TargetConnection["portalNow"];
  readonly signal: AbortSignal;
  readonly startedMs: number;
  readonly sendUntilMs: number;
}

/** What one call may do at the directory. Each step looks first whether the call may still send anything. */
export class DirectoryCall {
  readonly #parts: CallParts;

  constructor(parts: CallParts) {
    this.#parts = parts;
  }

  get settings(): LdapSettings {
    return this.#parts.settings;
  }

  get portalNow(): TargetConnection["portalNow"] {
    return this.#parts.portalNow;
  }

  /** How long ago the call began, in milliseconds, by a clock that nobody sets. */
  get ageMs(): number {
    return performance.now() - this.#parts.startedMs;
  }

  /** The entries found. Throws where the server points elsewhere: what lies there would be missing from the answer. */
  async search(base: string, options: SearchOptions, control?: Control): Promise<Entry[]> {
    const { searchEntries, searchReferences } = await this.#ready().search(base, options, control);
    if (searchReferences.length > 0)
      throw new DirectoryStateError(`The directory keeps a part of ${base} on another server; choose a base below it`);
    return searchEntries;
  }

  /** Asks the server itself, by its own rules for comparing values. */
  compare(dn: string, attribute: string, value: string): Promise<boolean> {
    return this.#ready().compare(dn, attribute, value);
  }

  modify(dn: string, changes: Change[], control?: Control): Promise<void> {
    return this.#ready().modify(dn, changes, control);
  }

  #ready(): Client {
    const { client, signal, sendUntilMs } = this.#parts;
    signal.throwIfAborted();
    // A process that was stopped reads what arrived meanwhile before any timer fires: the clock itself must be asked.
    if (performance.now() > sendUntilMs) throw new DirectoryStateError("The call took too long and sends nothing more");
    if (!client.isBound) throw new DirectoryStateError("The connection to the directory was lost");
    return client;
  }
}

/** The values of an attribute, whatever the case in which the server writes its name. */
export function valuesOf(entry: Entry, attribute: string): string[] {
  const key = Object.keys(entry).find((one) => one !== "dn" && one.toLowerCase() === attribute.toLowerCase());
  const found = key === undefined ? [] : entry[key];
  return [found ?? []].flat().map((value) => (typeof value === "string" ? value : value.toString("utf8")));
}

import type { Portal, SetupLink } from "#core/domain/portal.ts";

export interface Portals {
  /** Null before the first set-up. */
  current(): Promise<Portal | null>;
  setupLink(hash: string): Promise<SetupLink | null>;
}

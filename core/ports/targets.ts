import type { Target } from "#core/domain/catalogue/entitlement.ts";
import type { Connector, ConnectorKind } from "#core/ports/connector.ts";

/** Opens targets: finds the connector of a target's kind, unseals its secret, guards the addresses it connects to. */
export interface Targets {
  readonly kinds: readonly ConnectorKind[];
  kind(name: string): ConnectorKind | null;
  /** One connector per target and version, reused. Throws when the kind is unknown or the secret cannot be unsealed. */
  open(target: Target): Connector;
  /**
   * Asks a target something for those who only look on. In this process one such question is on its way to a target at a time,
   * and whoever asks the same meanwhile shares its answer, so that onlookers take little from what ends access. Rejects after
   * a few seconds, whatever the target does.
   */
  look<T>(target: Target, question: string, ask: (connector: Connector) => Promise<T>): Promise<T>;
  /** Seals a secret for storage; it is never read back out, only used. */
  seal(secret: string): string;
}

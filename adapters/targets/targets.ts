import type { Seal } from "#adapters/crypto/seal.ts";
import { createOnlookers } from "#adapters/targets/onlookers.ts";
import type { Target } from "#core/domain/catalogue/entitlement.ts";
import type { Connector, ConnectorKind, TargetConnection } from "#core/ports/connector.ts";
import type { Targets } from "#core/ports/targets.ts";

export interface TargetsOptions {
  readonly kinds: readonly ConnectorKind[];
  readonly seal: Seal;
  readonly resolveAddress: TargetConnection["resolveAddress"];
  readonly portalNow: TargetConnection["portalNow"];
  /** Told when a connector that is no longer used could not be closed. */
  readonly onCloseError: (error: unknown) => void;
}

export interface OpenTargets extends Targets {
  /** Closes every connector. Nothing can be opened afterwards. */
  close(): Promise<void>;
}

/** A claim makes several calls with one connector. */
const callsOfAClaim = 4;

export const createTargets = (options: TargetsOptions): OpenTargets => {
  const { kinds, seal, resolveAddress, portalNow, onCloseError } = options;
  const kindOf = new Map(kinds.map((kind) => [kind.kind, kind]));
  // A replaced connector may still be in use: it is closed when the longest work it could be in has timed out.
  const retireAfterMs = callsOfAClaim * Math.max(0, ...kinds.map((kind) => kind.callTimeoutMs));
  const opened = new Map<string, { readonly version: number; readonly connector: Connector }>();
  const retiring = new Map<Connector, NodeJS.Timeout>();
  let closed = false;

  const closeNow = async (connector: Connector): Promise<void> => {
    clearTimeout(retiring.get(connector));
    retiring.delete(connector);
    await connector.close().catch(onCloseError);
  };

  const retire = (connector: Connector, afterMs: number): void => {
    const timer = setTimeout(() => void closeNow(connector), afterMs);
    timer.unref();
    retiring.set(connector, timer);
  };

  const connect = (target: Target): Connector => {
    const kind = kindOf.get(target.kind);
    if (!kind) throw new Error(`${target.name}: no connector for "${target.kind}"`);
    const secret = seal.unseal(target.sealedSecret);
    return kind.connect({ settings: target.settings, secret, resolveAddress, portalNow });
  };

  const open = (target: Target): Connector => {
    if (closed) throw new Error("targets are closed: the portal is stopping");
    const known = opened.get(target.id);
    if (known?.version === target.version) return known.connector;
    const connector = connect(target);
    // A caller that read the target before it was changed gets what it asked for, but does not replace the newer one.
    if (known && known.version > target.version) {
      retire(connector, retireAfterMs);
      return connector;
    }
    opened.set(target.id, { version: target.version, connector });
    if (known) retire(known.connector, retireAfterMs);
    return connector;
  };
  const lookOn = createOnlookers();

  return {
    kinds,
    kind: (name) => kindOf.get(name) ?? null,
    seal: (secret) => seal.seal(secret),
    open,
    look: (target, question, ask) => lookOn(target.id, question, async () => ask(open(target))),
    close: async () => {
      closed = true;
      const all = [...[...opened.values()].map(({ connector }) => connector), ...retiring.keys()];
      opened.clear();
      await Promise.all(all.map(closeNow));
    },
  };
};

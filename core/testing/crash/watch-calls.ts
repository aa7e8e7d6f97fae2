import { AsyncLocalStorage } from "node:async_hooks";
import pg from "pg";
import type { Connector, ConnectorKind } from "#core/ports/connector.ts";
import type { Core } from "#core/ports/core.ts";
import { describeStatement } from "./describe-statement.ts";
import { placeOfCall } from "./place-of-call.ts";

/** Told before and after every statement and every call, with its id; may keep the process from ever going on. */
export type Barrier = (id: string) => void;

const place = new AsyncLocalStorage<string>();

/** The same ports: each call leaves its place for the statements that it makes. */
export const watchPorts = (core: Core): Core => {
  const ports = Object.entries(core).map(([name, port]) => [name, watchPort(name, port as object | null)] as const);
  return Object.fromEntries(ports) as unknown as Core;
};

/** What is not configured is no port. */
const watchPort = (name: string, port: object | null): object | null => {
  if (port === null || Object.getPrototypeOf(port) !== Object.prototype) return port;
  const methods = Object.entries(port as Record<string, unknown>).map(([method, work]) => {
    if (typeof work !== "function") return [method, work] as const;
    const watched = (...given: unknown[]): unknown =>
      place.run(`${placeOfCall()} › ${name}.${method}`, () => (work as (...all: unknown[]) => unknown)(...given));
    return [method, watched] as const;
  });
  return Object.fromEntries(methods);
};

type Query = (...given: unknown[]) => unknown;

/** Every statement of this process, whoever sends it: the driver's own `query` stands between two barriers. */
export const watchDriver = (barrier: Barrier): void => {
  // A pool calls its clients in whatever context freed one, so its statements are known by who asked the pool.
  watchQuery(pg.Pool.prototype, () => true, barrier);
  watchQuery(pg.Client.prototype, (client) => !("_poolUseCount" in client), barrier);
};

const watchQuery = (driver: object, concerns: (asked: object) => boolean, barrier: Barrier): void => {
  const watched = driver as { query: Query };
  const { query } = watched;
  watched.query = function (this: object, ...given: unknown[]): unknown {
    if (!concerns(this)) return query.apply(this, given);
    const id = `${place.getStore() ?? "outside"} › ${describeStatement(given)}`;
    barrier(`before ${id}`);
    const answer = query.apply(this, given);
    return answer instanceof Promise ? answer.finally(() => barrier(`after ${id}`)) : answer;
  };
};

/** Every call of the connector's own, around what it then sends. */
export const watchKind = (kind: ConnectorKind, barrier: Barrier): ConnectorKind => ({
  ...kind,
  connect: (connection) => {
    const connector = kind.connect(connection);
    const watched = (method: "apply" | "remove" | "observe" | "issueCredential"): Query => {
      const work = (connector as unknown as Record<string, Query>)[method];
      return async (...given) => {
        const id = `${placeOfCall()} › ${kind.kind}.${method}`;
        barrier(`before ${id}`);
        const answer = await place.run(id, () => work?.(...given) as Promise<unknown>);
        barrier(`after ${id}`);
        return answer;
      };
    };
    const issue = connector.issueCredential ? { issueCredential: watched("issueCredential") } : {};
    const calls = { apply: watched("apply"), remove: watched("remove"), observe: watched("observe"), ...issue };
    return { ...connector, ...calls } as unknown as Connector;
  },
});

import { Counter, Gauge, Histogram, Registry } from "prom-client";

const key = Symbol.for("lapse.metrics");
const shared = globalThis as { [key]?: Metrics | undefined };

type Metrics = ReturnType<typeof create>;

const create = () => {
  const registry = new Registry();
  const registers = [registry];
  return {
    registry,
    requests: new Counter({
      name: "lapse_http_requests_total",
      help: "Calls of the HTTP API by operation and status.",
      labelNames: ["operation", "status"] as const,
      registers,
    }),
    revocationLag: new Histogram({
      name: "lapse_revocation_lag_seconds",
      help: "From the instant that access was due to be gone until its target confirmed that it is, by target. Each replica counts every end since it began: take one, not their sum.",
      labelNames: ["target"] as const,
      buckets: [0.1, 0.25, 0.5, 1, 2, 5, 10, 30, 60, 300, 3600],
      registers,
    }),
    unverifiedEnds: new Gauge({
      name: "lapse_unverified_ends",
      help: "Ends that were accepted unproved and that no target has confirmed since, by target. They are in no lag.",
      labelNames: ["target"] as const,
      registers,
    }),
    overdue: new Gauge({ name: "lapse_overdue_holdings", help: "Access that should be gone and is not.", registers }),
    openAlarms: new Gauge({
      name: "lapse_open_alarms",
      help: "Alarms that are not cleared, by kind.",
      labelNames: ["kind"] as const,
      registers,
    }),
    clockSpread: new Gauge({
      name: "lapse_database_clock_spread_seconds",
      help: "By how much the clocks of the database's nodes disagree at least, the worst of the last minute.",
      registers,
    }),
    ownClockOffset: new Gauge({
      name: "lapse_own_clock_offset_seconds",
      help: "This process' own clock minus the database's. Nothing is decided by it.",
      registers,
    }),
    liveGrants: new Gauge({ name: "lapse_live_grants", help: "Grants that are activating or active.", registers }),
    forwardingBehind: new Gauge({
      name: "lapse_forwarding_behind_events",
      help: "Events of the log that a sink was not told of yet.",
      labelNames: ["sink"] as const,
      registers,
    }),
    streams: new Gauge({ name: "lapse_live_streams", help: "Open event streams.", registers }),
  };
};

/** One registry per process: Next loads modules once per bundle, which would count each bundle apart. */
export const metrics = (): Metrics => (shared[key] ??= create());

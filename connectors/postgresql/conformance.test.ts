import { describe, it } from "vitest";
import { describeConformance } from "#connectors/conformance/describe-conformance.ts";
import { isFull } from "#core/testing/is-full.ts";
import { hasServer } from "./testing/postgres-server.ts";
import { PostgresTarget } from "./testing/postgres-target.ts";

const newest = 18;

for (const major of [15, newest]) {
  if (hasServer(major)) {
    const start = () => PostgresTarget.start(major, () => new Date());
    describeConformance(`PostgreSQL ${major}`, start, { faults: isFull || major === newest });
  } else {
    describe(`PostgreSQL ${major}: connector conformance`, () => {
      it.skip(`DID NOT RUN: no PostgreSQL ${major} here; apt-get install --no-install-recommends postgresql-${major}`);
    });
  }
}

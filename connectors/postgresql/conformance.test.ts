import { describe, it } from "vitest";
import { describeConformance } from "#connectors/conformance/describe-conformance.ts";
import { hasServer } from "./testing/postgres-server.ts";
import { PostgresTarget } from "./testing/postgres-target.ts";

for (const major of [15, 18]) {
  if (hasServer(major)) describeConformance(`PostgreSQL ${major}`, () => PostgresTarget.start(major, () => new Date()));
  else {
    describe(`PostgreSQL ${major}: connector conformance`, () => {
      it.skip(`DID NOT RUN: no PostgreSQL ${major} here; apt-get install --no-install-recommends postgresql-${major}`);
    });
  }
}

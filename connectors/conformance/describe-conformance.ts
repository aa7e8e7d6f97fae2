import { afterAll, afterEach, beforeAll, describe } from "vitest";
import { accessCases } from "./access-cases.ts";
import { ConformanceContext, type GetContext } from "./conformance-context.ts";
import type { ConformanceTarget } from "./conformance-target.ts";
import { credentialCases } from "./credential-cases.ts";
import { deadlineCases } from "./deadline-cases.ts";
import { expelCases } from "./expel-cases.ts";
import { faultCases } from "./fault-cases.ts";
import { fenceCases } from "./fence-cases.ts";
import { handsCases } from "./hands-cases.ts";
import { holderCases } from "./holder-cases.ts";
import { identityCases } from "./identity-cases.ts";
import { membershipCases } from "./membership-cases.ts";
import { nameCases } from "./name-cases.ts";
import { removalCases } from "./removal-cases.ts";
import { sessionCases } from "./session-cases.ts";
import { spoiltCallCases } from "./spoilt-call-cases.ts";

interface ConformanceOptions {
  /**
   * Whether every call also fails in every way. Those cases wait for time-outs, and show how the code takes what a line does to it: of
   * several servers of one kind one has them each time, the others in full runs.
   */
  readonly faults?: boolean;
}

/** The contract of `core/ports/connector.ts`, case by case, on a real server that `start` brings up. */
export function describeConformance(
  name: string,
  start: () => Promise<ConformanceTarget>,
  { faults = true }: ConformanceOptions = {},
): void {
  describe(`${name}: connector conformance`, () => {
    let context: ConformanceContext | undefined;
    const get: GetContext = () => {
      if (context === undefined) throw new Error("the target has not started");
      return context;
    };
    beforeAll(async () => {
      context = new ConformanceContext(await start());
    });
    afterEach(() => context?.closeSessions());
    afterAll(() => context?.stop());

    const suites = [
      accessCases,
      removalCases,
      deadlineCases,
      handsCases,
      holderCases,
      sessionCases,
      expelCases,
      membershipCases,
      identityCases,
      nameCases,
      fenceCases,
      credentialCases,
      ...(faults ? [faultCases, spoiltCallCases] : []),
    ];
    for (const cases of suites) cases(get);
  });
}

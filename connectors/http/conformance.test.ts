import { describeConformance } from "#connectors/conformance/describe-conformance.ts";
import { HttpTarget } from "./testing/http-target.ts";

describeConformance("HTTP endpoint", () => HttpTarget.start(() => new Date()));

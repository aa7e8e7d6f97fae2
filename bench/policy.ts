/**
 * What a decision costs, beside a linear scan of the same rules and Cedar's WASM in the same run.
 * `npm run bench:policy`; with `-- --json` the last line is one JSON object.
 * Aims: p50 ≤ 20 µs and p99 ≤ 100 µs with 1,000 rules and 50 attributes, p50 at 10,000 at most 3 times that, 10,000 rules
 * compiled in ≤ 500 ms, 10,000 entitlements answered for one person in ≤ 250 ms.
 */
import { statefulIsAuthorized } from "@cedar-policy/cedar-wasm/nodejs";
import { performance } from "node:perf_hooks";
import { benchDirectory, benchDocument, benchFacts } from "#bench/policy-company.ts";
import { cedarCall, loadCedar } from "#bench/policy-cedar.ts";
import { compilePolicy, type CompiledPolicy } from "#core/domain/policy/compile-policy.ts";
import { decide, decideMany, type DecisionContext } from "#core/domain/policy/decide.ts";
import { decideByScan } from "#core/domain/policy/explain-every-rule.ts";
import type { Facts } from "#core/domain/policy/facts.ts";
import { checkPolicyDocument } from "#core/domain/policy/policy-document.ts";

interface Spread {
  readonly p50Us: number;
  readonly p99Us: number;
}

const context: DecisionContext = { directory: benchDirectory, policyVersion: "1" };
const facts = benchFacts(2_000);

function compile(rules: number): CompiledPolicy {
  const checked = checkPolicyDocument(benchDocument(rules));
  if (!checked.ok) throw new Error(JSON.stringify(checked.error[0]));
  const compiled = compilePolicy(checked.value);
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.error[0]));
  return compiled.value;
}

/** Each call is timed by itself, after the code is warm. */
function spread(cases: readonly Facts[], rounds: number, work: (asked: Facts) => unknown): Spread {
  for (let round = 0; round < Math.ceil(rounds / 2); round += 1) for (const asked of cases) work(asked);
  const times = new Float64Array(cases.length * rounds);
  let call = 0;
  for (let round = 0; round < rounds; round += 1) {
    for (const asked of cases) {
      const started = performance.now();
      work(asked);
      times[call] = (performance.now() - started) * 1_000;
      call += 1;
    }
  }
  times.sort();
  const at = (share: number): number => round(times[Math.floor(times.length * share)] ?? Number.NaN);
  return { p50Us: at(0.5), p99Us: at(0.99) };
}

function bestMs(rounds: number, work: () => unknown): number {
  let best = Infinity;
  for (let round = 0; round < rounds; round += 1) {
    const started = performance.now();
    work();
    best = Math.min(best, performance.now() - started);
  }
  return round(best);
}

const round = (value: number): number => Math.round(value * 100) / 100;

const small = compile(1_000);
const large = compile(10_000);

function measureCatalogue(): number {
  const [common] = facts;
  if (common === undefined) throw new Error("no facts");
  const subjects = benchFacts(10_000).map(({ entitlement, resource, target }) => ({ entitlement, resource, target }));
  return bestMs(5, () => decideMany(small, common, subjects, context));
}

function measureCedar(): { readonly p50Us: number } {
  loadCedar(benchDocument(1_000));
  const { p50Us } = spread(facts.slice(0, 50), 2, (asked) => {
    const answer = statefulIsAuthorized(cedarCall(asked));
    if (answer.type === "failure") throw new Error(JSON.stringify(answer.errors));
  });
  return { p50Us };
}

const outcomes = Map.groupBy(
  facts.map((asked) => decide(small, asked, context)),
  ({ outcome, improvement }) => (improvement === undefined ? outcome : `${outcome}, improvable`),
);
const results = {
  rules1000: spread(facts, 20, (asked) => decide(small, asked, context)),
  rules10000: spread(facts, 10, (asked) => decide(large, asked, context)),
  compile10000Ms: bestMs(5, () => compile(10_000)),
  catalogue10000Ms: measureCatalogue(),
  cedar1000: measureCedar(),
  linear1000: { p50Us: spread(facts.slice(0, 500), 4, (asked) => decideByScan(small, asked, context)).p50Us },
};

console.log(`answers      ${[...outcomes].map(([outcome, { length }]) => `${outcome} ${length}`).join(" · ")}`);
console.log(`1,000 rules  p50 ${results.rules1000.p50Us} µs (aim 20), p99 ${results.rules1000.p99Us} µs (aim 100)`);
console.log(`10,000 rules p50 ${results.rules10000.p50Us} µs (aim 3 × the above), p99 ${results.rules10000.p99Us} µs`);
console.log(`compile      ${results.compile10000Ms} ms for 10,000 rules with the document's check (aim 500)`);
console.log(`catalogue    ${results.catalogue10000Ms} ms for 10,000 entitlements of one person (aim 250)`);
console.log(`linear scan  p50 ${results.linear1000.p50Us} µs with 1,000 rules`);
console.log(
  `Cedar        p50 ${results.cedar1000.p50Us} µs with the selectors of the same 1,000 rules, parsed beforehand`,
);
if (process.argv.includes("--json")) console.log(JSON.stringify(results));

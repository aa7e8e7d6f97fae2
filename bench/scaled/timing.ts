import { type Caller, call } from "#e2e/support/call.ts";

export interface Spread {
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
}

/** Of calls one after the other, the first tenth of them unmeasured. */
export async function spreadOf(rounds: number, work: (round: number) => Promise<unknown>): Promise<Spread> {
  for (let round = 0; round < Math.ceil(rounds / 10); round += 1) await work(round);
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const startedMs = performance.now();
    await work(round);
    times.push(performance.now() - startedMs);
  }
  times.sort((a, b) => a - b);
  const at = (share: number): number => Number((times[Math.floor(times.length * share)] ?? Number.NaN).toFixed(1));
  return { p50Ms: at(0.5), p95Ms: at(0.95), p99Ms: at(0.99) };
}

/** From asking for a page to the first byte of its body. */
export async function firstByteSpread(rounds: number, url: string, { headers }: Caller): Promise<Spread> {
  return spreadOf(rounds, async () => {
    const leave = new AbortController();
    const response = await fetch(url, { headers: { ...headers, accept: "text/html" }, signal: leave.signal });
    if (response.status !== 200 || !response.body) throw new Error(`${url} answered ${response.status}`);
    await response.body.getReader().read();
    leave.abort();
  });
}

/** Whole answers of the HTTP API, by path. */
export const answerSpread = (rounds: number, url: string, caller: Caller, paths: readonly string[]): Promise<Spread> =>
  spreadOf(rounds, async (round) => {
    const { status } = await call({ url }, caller, "GET", paths[round % paths.length] ?? "/");
    if (status !== 200) throw new Error(`answered ${status}`);
  });

export const said = ({ p50Ms, p95Ms, p99Ms }: Spread): string => `p50 ${p50Ms} ms, p95 ${p95Ms} ms, p99 ${p99Ms} ms`;

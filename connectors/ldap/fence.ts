import type { Access } from "#core/ports/connector.ts";
import { StaleFenceError } from "./directory-error.ts";

interface RunningCall {
  readonly fence: number;
  readonly overtaken: AbortController;
}

/** As many holdings as a process is asked about within a lease, many times over. */
const remembered = 100_000;
// A directory keeps no fence, so the process does. Not the connector: one that was replaced may still be at work.
const runningCalls = new Map<string, Set<RunningCall>>();
const highestFences = new Map<string, number>();

/**
 * Runs a call that changes a holding: those of this process with a lower fence are cut off first, and where a higher one
 * was seen the call is refused. Calls of other processes are met by the group's token (`group-turn.ts`).
 */
export async function fenced<T>(access: Access, work: (overtaken: AbortSignal) => Promise<T>): Promise<T> {
  const key = `${access.portalId} ${access.holdingId}`;
  const highest = highestFences.get(key) ?? access.fence;
  if (highest > access.fence) throw new StaleFenceError(access.holdingId, highest, access.fence);
  remember(key, access.fence);
  const calls = runningCalls.get(key) ?? new Set();
  runningCalls.set(key, calls);
  for (const { fence, overtaken } of calls) {
    if (fence < access.fence) overtaken.abort(new StaleFenceError(access.holdingId, access.fence, fence));
  }
  const call: RunningCall = { fence: access.fence, overtaken: new AbortController() };
  calls.add(call);
  try {
    return await work(call.overtaken.signal);
  } finally {
    calls.delete(call);
    if (calls.size === 0) runningCalls.delete(key);
  }
}

function remember(key: string, fence: number): void {
  // Set anew, it is the youngest of the map, and the oldest are forgotten first.
  highestFences.delete(key);
  highestFences.set(key, fence);
  const oldest = highestFences.keys().next();
  if (highestFences.size > remembered && !oldest.done) highestFences.delete(oldest.value);
}

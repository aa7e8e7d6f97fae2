/** The target's clock minus the portal's, in milliseconds, taken at the middle of both readings; off by half a round trip at most. */
export async function clockOffset<T extends { readonly targetNow: Date }>(
  portalNow: () => Promise<Date>,
  readTarget: () => Promise<T>,
): Promise<{ readonly reading: T; readonly offsetMs: number }> {
  const startedMs = performance.now();
  const portal = await portalNow();
  const reading = await readTarget();
  // Middle of the second reading minus middle of the first is half of the whole, wherever the boundary lies.
  const betweenMs = (performance.now() - startedMs) / 2;
  return { reading, offsetMs: reading.targetNow.getTime() - (portal.getTime() + betweenMs) };
}

const trustedForMs = 1_000;

/** The last measured offset of one target, for readings: what sets a deadline there measures for itself. */
export class TargetClock {
  #measured: { readonly offsetMs: number; readonly atMs: number } | null = null;

  async offsetMs(measure: () => Promise<{ readonly offsetMs: number }>): Promise<number> {
    const known = this.#measured;
    if (known !== null && performance.now() - known.atMs < trustedForMs) return known.offsetMs;
    const { offsetMs } = await measure();
    this.#measured = { offsetMs, atMs: performance.now() };
    return offsetMs;
  }
}

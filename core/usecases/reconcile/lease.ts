/** A worker that dies holds up its holdings no longer than this; one that lives renews in time. In milliseconds. */
export const leaseMs = 3_000;

/** The name under which the reconciler proves that it works. */
export const reconcilerHeartbeat = "reconciler";

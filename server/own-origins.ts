const loopback = new Set(["localhost", "127.0.0.1", "[::1]"]);

export const isLoopbackHost = (hostname: string): boolean => loopback.has(hostname);

/**
 * The origins that are this portal. A portal on a loopback address answers to all three loopback names with its port:
 * they can only ever mean this machine, so none of them helps a foreign page.
 */
export const ownOrigins = (publicUrl: URL): ReadonlySet<string> => {
  if (!isLoopbackHost(publicUrl.hostname)) return new Set([publicUrl.origin]);
  const port = publicUrl.port === "" ? "" : `:${publicUrl.port}`;
  return new Set([...loopback].map((host) => `${publicUrl.protocol}//${host}${port}`));
};

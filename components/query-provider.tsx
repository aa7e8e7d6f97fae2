"use client";

import { environmentManager, QueryClient, QueryClientProvider } from "@tanstack/react-query";
import type { ReactNode } from "react";

/** An HTTP 4xx, as our fetchers throw it: an error that carries `status`. */
const isRefusal = (error: Error): boolean =>
  "status" in error && typeof error.status === "number" && error.status >= 400 && error.status < 500;

const makeClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: {
        // The live channel says when something changed; this is for what it missed.
        staleTime: 30_000,
        refetchOnWindowFocus: true,
        // A refusal does not get better by asking again; a lost connection may.
        retry: (failures, error) => failures < 2 && !isRefusal(error),
      },
      mutations: { retry: false },
    },
  });

let browserClient: QueryClient | undefined;

/** One per request on the server (nobody sees another's data), one for ever in the browser. */
function clientFor(): QueryClient {
  if (environmentManager.isServer()) return makeClient();
  browserClient ??= makeClient();
  return browserClient;
}

export function QueryProvider({ children }: { children: ReactNode }) {
  return <QueryClientProvider client={clientFor()}>{children}</QueryClientProvider>;
}

"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { inTurn } from "./in-turn.ts";
import { liveChannel } from "./live-channel.ts";

interface LiveUpdatesProps {
  /** The event stream. */
  href?: string | undefined;
  signInHref?: string | undefined;
}

const REFRESH_AFTER_MS = 250;
/** While changes pour in, the page is refreshed this often, not only once they stop. */
const REFRESH_AT_LEAST_MS = 2_000;

/** The way back leads to where one was, as it does from a page that the server refuses. */
const signInAgain = (signInHref: string): string => {
  const here = window.location.pathname + window.location.search;
  return here === "/" ? signInHref : `${signInHref}?callbackUrl=${encodeURIComponent(here)}`;
};

/** Keeps the page true without reload: queries whose key begins with a topic are fetched anew, server parts are refreshed. */
export function LiveUpdates({ href = "/api/live", signInHref = "/sign-in" }: LiveUpdatesProps) {
  const router = useRouter();
  const queries = useQueryClient();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let waitingSince: number | null = null;
    const refresh = () => {
      waitingSince = null;
      router.refresh();
    };
    const refreshSoon = () => {
      waitingSince ??= performance.now();
      clearTimeout(timer);
      const left = REFRESH_AT_LEAST_MS - (performance.now() - waitingSince);
      timer = setTimeout(refresh, Math.max(0, Math.min(REFRESH_AFTER_MS, left)));
    };
    // Asking anew gives up what is being asked: changes that come faster than their answers would leave the page as it was.
    const renew = inTurn((topic) => queries.invalidateQueries({ queryKey: [topic] }));
    const stop = liveChannel(href, {
      onChange: (topics) => {
        for (const topic of topics) renew(topic);
        refreshSoon();
      },
      // What happened while the line was down is unknown: everything is asked anew.
      onResume: () => {
        void queries.invalidateQueries();
        refreshSoon();
      },
      onSignedOut: () => window.location.assign(signInAgain(signInHref)),
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [href, signInHref, queries, router]);
  return null;
}

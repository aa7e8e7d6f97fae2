interface LiveHandlers {
  onChange: (topics: readonly string[]) => void;
  /** The line is back after a break: something may have been missed. */
  onResume: () => void;
  onSignedOut: () => void;
}

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 30_000;

/** The topics of one message, or null when it is not one of ours (a comment, a newer server's event). */
export function topicsOf(data: unknown): readonly string[] | null {
  if (typeof data !== "string") return null;
  let message: unknown;
  try {
    message = JSON.parse(data);
  } catch {
    return null;
  }
  if (typeof message !== "object" || message === null || !("topics" in message)) return null;
  const { topics } = message;
  return Array.isArray(topics) && topics.every((topic) => typeof topic === "string") ? topics : null;
}

/** Doubles from 1 s to 30 s; half of it random, so that a restarted server is not met by everyone at once. */
export const waitBefore = (attempt: number, random: number): number =>
  Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** attempt) * (0.5 + random / 2);

/** EventSource hides the status of a refused stream, so it is asked for; only a plain 401 means "signed out". */
async function isSignedOut(href: string, signal: AbortSignal): Promise<boolean> {
  const probe = new AbortController();
  try {
    const answer = await fetch(href, {
      headers: { accept: "text/event-stream" },
      cache: "no-store",
      signal: AbortSignal.any([signal, probe.signal]),
    });
    return answer.status === 401;
  } catch {
    return false;
  } finally {
    probe.abort();
  }
}

/**
 * Listens until the returned function is called; reconnects for ever, with back-off. Silent while the page is hidden: over
 * HTTP/1.1 a browser keeps six connections per site, and seven forgotten tabs would stop the eighth from loading.
 */
export function liveChannel(href: string, handlers: LiveHandlers): () => void {
  const end = new AbortController();
  let source: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let attempt = 0;
  let wasInterrupted = false;

  const close = () => {
    clearTimeout(timer);
    source?.close();
    source = undefined;
  };
  const interrupted = async (broken: EventSource) => {
    if (broken !== source) return;
    const wasRefused = broken.readyState === EventSource.CLOSED;
    close();
    wasInterrupted = true;
    timer = setTimeout(open, waitBefore(attempt, Math.random()));
    attempt += 1;
    if (wasRefused && (await isSignedOut(href, end.signal)) && !end.signal.aborted) {
      close();
      handlers.onSignedOut();
    }
  };
  const open = () => {
    close();
    if (end.signal.aborted || document.hidden) return;
    const opened = new EventSource(href);
    source = opened;
    opened.addEventListener("open", () => {
      attempt = 0;
      if (wasInterrupted) handlers.onResume();
      wasInterrupted = false;
    });
    opened.addEventListener("message", (event) => {
      const topics = topicsOf(event.data);
      if (topics) handlers.onChange(topics);
    });
    // Sent by the server on an open stream when the session behind it ends.
    opened.addEventListener("signed-out", () => {
      close();
      handlers.onSignedOut();
    });
    opened.addEventListener("error", () => void interrupted(opened));
  };
  const onVisibility = () => {
    if (!document.hidden) {
      open();
      return;
    }
    wasInterrupted ||= source !== undefined;
    close();
  };
  document.addEventListener("visibilitychange", onVisibility, { signal: end.signal });
  open();
  return () => {
    end.abort();
    close();
  };
}

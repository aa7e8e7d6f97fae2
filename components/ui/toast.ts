export interface ToastMessage {
  kind: "done" | "refused" | "note";
  text: string;
  /** One more line: what follows, or the way out. */
  detail?: string | undefined;
  action?: { label: string; onAct: () => void } | undefined;
}

type Show = (message: ToastMessage) => void;

let show: Show | null = null;
const waiting: ToastMessage[] = [];

/**
 * Says what just happened, for a moment. What must be read or acted on belongs on the page. Before the `Toaster` is there
 * messages wait; none is lost.
 */
export function toast(message: ToastMessage): void {
  if (show) show(message);
  else waiting.push(message);
}

/** Connects the `Toaster`. Returns the way to disconnect it. */
export function receiveToasts(receive: Show): () => void {
  show = receive;
  for (const message of waiting.splice(0)) receive(message);
  return () => {
    if (show === receive) show = null;
  };
}

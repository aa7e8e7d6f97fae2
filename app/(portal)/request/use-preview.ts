"use client";

import { useEffect, useState } from "react";
import type { ShownDecision } from "#components/request/shown-decision.ts";
import { explainFailure } from "#components/sentences/failure.ts";
import { previewRequestAction } from "./actions.ts";
import type { AskedRequest } from "./form-state.ts";

interface Preview {
  /** What it is the answer to. */
  readonly key: string;
  readonly decision: ShownDecision | null;
  readonly failure: string | null;
}

const pauseMs = 250;

/** What policy would answer to this now; the last answer stays until the next is here. Null asks nothing. */
export function usePreview(asked: AskedRequest | null) {
  const [preview, setPreview] = useState<Preview | null>(null);
  const key = asked === null ? null : JSON.stringify(asked);
  useEffect(() => {
    if (key === null) return undefined;
    let isOvertaken = false;
    const settle = (decision: ShownDecision | null, failure: string | null) => {
      if (!isOvertaken) setPreview({ key, decision, failure });
    };
    const timer = setTimeout(() => {
      previewRequestAction(JSON.parse(key) as AskedRequest).then(
        (answer) => (answer.ok ? settle(answer.value.decision, null) : settle(null, explainFailure(answer))),
        () => settle(null, "The portal does not answer."),
      );
    }, pauseMs);
    return () => {
      isOvertaken = true;
      clearTimeout(timer);
    };
  }, [key]);
  if (key === null) return { decision: null, failure: null, isBusy: false };
  return { decision: preview?.decision ?? null, failure: preview?.failure ?? null, isBusy: preview?.key !== key };
}

"use client";

import { useEffect, useState } from "react";
import type { ShownDecision } from "#components/request/shown-decision.ts";
import { explainFailure } from "#components/sentences/failure.ts";
import type { Preview } from "#core/usecases/preview-request.ts";
import { previewRequestAction } from "./actions.ts";
import type { AskedRequest } from "./form-state.ts";

/** Why nothing new is given there now, whatever policy says. */
export type ShownClosed = NonNullable<Preview["closed"]>;

interface ShownPreview {
  /** What it is the answer to. */
  readonly key: string;
  readonly decision: ShownDecision | null;
  readonly closed: ShownClosed | null;
  readonly failure: string | null;
}

const pauseMs = 250;

/** What policy would answer to this now; the last answer stays until the next is here. Null asks nothing. */
export function usePreview(asked: AskedRequest | null) {
  const [preview, setPreview] = useState<ShownPreview | null>(null);
  const key = asked === null ? null : JSON.stringify(asked);
  useEffect(() => {
    if (key === null) return undefined;
    let isOvertaken = false;
    const settle = (answer: Omit<ShownPreview, "key">) => {
      if (!isOvertaken) setPreview({ key, ...answer });
    };
    const fail = (failure: string) => settle({ decision: null, closed: null, failure });
    const timer = setTimeout(() => {
      previewRequestAction(JSON.parse(key) as AskedRequest).then(
        (answer) => (answer.ok ? settle({ ...answer.value, failure: null }) : fail(explainFailure(answer))),
        () => fail("The portal does not answer."),
      );
    }, pauseMs);
    return () => {
      isOvertaken = true;
      clearTimeout(timer);
    };
  }, [key]);
  if (key === null) return { decision: null, closed: null, failure: null, isBusy: false };
  const { decision = null, closed = null, failure = null } = preview ?? {};
  return { decision, closed, failure, isBusy: preview?.key !== key };
}

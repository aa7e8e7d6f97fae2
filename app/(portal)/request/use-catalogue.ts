"use client";

import { useEffect, useRef, useState } from "react";
import { explainFailure } from "#components/sentences/failure.ts";
import type { CatalogueEntry } from "#core/usecases/catalogue/browse-catalogue.ts";
import type { Serialised } from "#server/serialise.ts";
import { browseCatalogueAction } from "./actions.ts";

export type ShownEntry = Serialised<CatalogueEntry>;

interface Asked {
  readonly q: string;
  readonly durationSeconds: number;
  readonly justification: string;
  readonly ticket: string;
}

const pauseMs = 120;
/** What is written below the list changes its answers seldom: that may wait for a longer pause. */
const writingPauseMs = 600;

/** The catalogue with policy's answers, asked anew after a pause in typing. An answer that was overtaken is dropped. */
export function useCatalogue(initial: readonly ShownEntry[], { q, durationSeconds, justification, ticket }: Asked) {
  const [found, setFound] = useState({ entries: initial, failure: null as string | null, isStale: false });
  const asked = useRef({ q, durationSeconds, justification, ticket });
  useEffect(() => {
    const last = asked.current;
    const next = { q, durationSeconds, justification, ticket };
    if (JSON.stringify(last) === JSON.stringify(next)) return undefined;
    let isOvertaken = false;
    const pause = last.q !== q || last.durationSeconds !== durationSeconds ? pauseMs : writingPauseMs;
    const timer = setTimeout(() => {
      asked.current = next;
      const input = { q, limit: 20, durationSeconds, justification, ...(ticket.trim() === "" ? {} : { ticket }) };
      browseCatalogueAction(input).then(
        (answer) => {
          if (isOvertaken) return;
          if (answer.ok) setFound({ entries: answer.value, failure: null, isStale: false });
          else setFound((before) => ({ ...before, failure: explainFailure(answer), isStale: true }));
        },
        () => {
          const failure = "The portal does not answer. What you wrote is kept; try again in a moment.";
          if (!isOvertaken) setFound((before) => ({ ...before, failure, isStale: true }));
        },
      );
    }, pause);
    return () => {
      isOvertaken = true;
      clearTimeout(timer);
    };
  }, [q, durationSeconds, justification, ticket]);
  const setFavourite = (id: string, on: boolean) =>
    setFound((before) => ({
      ...before,
      entries: before.entries.map((entry) => (entry.id === id ? { ...entry, favourite: on } : entry)),
    }));
  return { ...found, setFavourite };
}

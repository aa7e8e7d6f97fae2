"use client";

import { useEffect, useRef, useState } from "react";
import { explainFailure } from "#components/sentences/failure.ts";
import type { CatalogueEntry, CataloguePage } from "#core/usecases/catalogue/browse-catalogue.ts";
import type { Serialised } from "#server/serialise.ts";
import { browseCatalogueAction } from "./actions.ts";
import { firstEntries } from "./first-entries.ts";

export type ShownEntry = Serialised<CatalogueEntry>;
export type ShownCatalogue = Serialised<CataloguePage>;

interface Asked {
  readonly q: string;
  readonly durationSeconds: number;
  readonly justification: string;
  readonly ticket: string;
}

/** How many are added each time one asks for more. */
const moreEntries = 50;

const pauseMs = 120;
/** What is written below the list changes its answers seldom: that may wait for a longer pause. */
const writingPauseMs = 600;
const silence = "The portal does not answer. What you wrote is kept; try again in a moment.";

type Answer =
  { readonly page: ShownCatalogue; readonly failure: null } | { readonly page: null; readonly failure: string };

const ask = async ({ ticket, ...asked }: Asked, from: number, limit: number): Promise<Answer> => {
  try {
    const answer = await browseCatalogueAction({ ...asked, from, limit, ...(ticket.trim() === "" ? {} : { ticket }) });
    return answer.ok ? { page: answer.value, failure: null } : { page: null, failure: explainFailure(answer) };
  } catch {
    return { page: null, failure: silence };
  }
};

/** The catalogue with policy's answers, asked anew after a pause in typing. An answer that was overtaken is dropped. */
export function useCatalogue(initial: ShownCatalogue, { q, durationSeconds, justification, ticket }: Asked) {
  const [found, setFound] = useState({ ...initial, failure: null as string | null });
  const asked = useRef({ q, durationSeconds, justification, ticket });
  const take = ({ page, failure }: Answer, before: readonly ShownEntry[]) =>
    setFound((last) => (page ? { ...page, entries: [...before, ...page.entries], failure } : { ...last, failure }));
  useEffect(() => {
    const last = asked.current;
    const next = { q, durationSeconds, justification, ticket };
    if (JSON.stringify(last) === JSON.stringify(next)) return undefined;
    let isOvertaken = false;
    const pause = last.q !== q || last.durationSeconds !== durationSeconds ? pauseMs : writingPauseMs;
    const timer = setTimeout(() => {
      asked.current = next;
      void ask(next, 0, firstEntries).then((answer) => {
        if (!isOvertaken) take(answer, []);
      });
    }, pause);
    return () => {
      isOvertaken = true;
      clearTimeout(timer);
    };
  }, [q, durationSeconds, justification, ticket]);
  const more = () => {
    const of = asked.current;
    void ask(of, found.entries.length, moreEntries).then((answer) => {
      if (asked.current === of) take(answer, found.entries);
    });
  };
  const setFavourite = (id: string, on: boolean) =>
    setFound((before) => ({
      ...before,
      entries: before.entries.map((entry) => (entry.id === id ? { ...entry, favourite: on } : entry)),
    }));
  return { ...found, more, setFavourite };
}

"use client";

import { X } from "lucide-react";
import { useEffect, useId, useState } from "react";
import { cn } from "#components/cn.ts";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { findColleaguesAction } from "./actions.ts";

interface Colleague {
  readonly id: string;
  readonly name: string;
}

interface ColleagueFieldProps {
  chosen: Colleague | null;
  onChoose: (person: Colleague | null) => void;
  onClose: () => void;
  problem: string | undefined;
}

const pauseMs = 150;

/** Who gets the access instead of the person who asks: a combobox over names and e-mail addresses. */
export function ColleagueField({ chosen, onChoose, onClose, problem }: ColleagueFieldProps) {
  const [q, setQ] = useState("");
  const [at, setAt] = useState(0);
  const found = useColleagues(q);
  const listId = useId();
  const isOpen = chosen === null && q.trim() !== "" && found !== null;
  const pick = (person: Colleague | undefined) => {
    if (!person) return;
    onChoose(person);
    setQ("");
  };
  return (
    <div className="flex items-start gap-2">
      <Field
        label="For whom?"
        hint="They get the access and see its credential; you do not."
        error={problem}
        className="flex-1"
      >
        {(wiring) => (
          <div className="relative">
            <Input
              {...wiring}
              role="combobox"
              aria-expanded={isOpen}
              aria-controls={listId}
              aria-autocomplete="list"
              aria-activedescendant={isOpen && found[at] ? `${listId}-${at}` : undefined}
              autoComplete="off"
              autoFocus
              placeholder="Name or e-mail"
              value={chosen?.name ?? q}
              onChange={(event) => {
                onChoose(null);
                setQ(event.target.value);
                setAt(0);
              }}
              onKeyDown={(event) => {
                if (!isOpen) return;
                if (event.key === "ArrowDown") setAt(Math.min(at + 1, found.length - 1));
                else if (event.key === "ArrowUp") setAt(Math.max(at - 1, 0));
                else if (event.key === "Enter" && !event.metaKey && !event.ctrlKey) pick(found[at]);
                else if (event.key === "Escape") setQ("");
                else return;
                event.preventDefault();
              }}
            />
            <ul
              id={listId}
              role="listbox"
              aria-label="People"
              hidden={!isOpen}
              className="absolute inset-x-0 top-full z-10 mt-1 rounded-lg border bg-surface p-1 shadow-float"
            >
              {(found ?? []).map((person, index) => (
                <li
                  key={person.id}
                  id={`${listId}-${index}`}
                  role="option"
                  aria-selected={index === at}
                  onPointerDown={(event) => {
                    event.preventDefault();
                    pick(person);
                  }}
                  className={cn("cursor-pointer rounded-md px-2 py-1.5 hover:bg-sunken", index === at && "bg-sunken")}
                >
                  {person.name}
                </li>
              ))}
              {found?.length === 0 ? <li className="px-2 py-1.5 text-muted">Nobody is called that.</li> : null}
            </ul>
          </div>
        )}
      </Field>
      <Button variant="ghost" size="icon" aria-label="For myself after all" onClick={onClose} className="mt-6.5">
        <X aria-hidden />
      </Button>
    </div>
  );
}

/** Null while nothing was asked or the answer is still to come. */
function useColleagues(q: string): readonly Colleague[] | null {
  const asked = q.trim();
  const [found, setFound] = useState<{ asked: string; people: readonly Colleague[] } | null>(null);
  useEffect(() => {
    if (asked === "") return undefined;
    let isOvertaken = false;
    const timer = setTimeout(() => {
      findColleaguesAction({ q: asked }).then(
        (answer) => {
          if (!isOvertaken && answer.ok) setFound({ asked, people: answer.value });
        },
        () => {
          if (!isOvertaken) setFound(null);
        },
      );
    }, pauseMs);
    return () => {
      isOvertaken = true;
      clearTimeout(timer);
    };
  }, [asked]);
  return asked === "" ? null : (found?.people ?? null);
}

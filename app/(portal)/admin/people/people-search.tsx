"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef, useTransition } from "react";
import { SearchInput } from "#components/ui/search-input.tsx";
import { Spinner } from "#components/ui/spinner.tsx";

const PAUSE_MS = 200;

export function PeopleSearch({ q }: { q: string }) {
  const router = useRouter();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const [pending, start] = useTransition();
  useEffect(() => () => clearTimeout(timer.current), []);
  const search = (text: string) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(
      () => start(() => router.replace(`/admin/people?q=${encodeURIComponent(text)}`, { scroll: false })),
      PAUSE_MS,
    );
  };
  return (
    <search>
      <form action="/admin/people">
        <SearchInput
          name="q"
          aria-label="Search people by name or e-mail"
          placeholder="Name or e-mail"
          className="max-w-md"
          defaultValue={q}
          onChange={(event) => search(event.target.value)}
          end={pending ? <Spinner /> : undefined}
        />
      </form>
    </search>
  );
}

"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef, useTransition } from "react";
import { SearchInput } from "#components/ui/search-input.tsx";
import { Spinner } from "#components/ui/spinner.tsx";

const PAUSE_MS = 200;

interface AddressSearchProps {
  /** The page that reads `q` from its address. */
  path: string;
  q: string;
  label: string;
  placeholder: string;
}

/** A search that lives in the address of its page, so that it can be sent to somebody. Works as a plain form too. */
export function AddressSearch({ path, q, label, placeholder }: AddressSearchProps) {
  const router = useRouter();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const [pending, start] = useTransition();
  useEffect(() => () => clearTimeout(timer.current), []);
  const search = (text: string) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(
      () => start(() => router.replace(`${path}?q=${encodeURIComponent(text)}`, { scroll: false })),
      PAUSE_MS,
    );
  };
  return (
    <search>
      <form action={path}>
        <SearchInput
          name="q"
          aria-label={label}
          placeholder={placeholder}
          className="max-w-md"
          defaultValue={q}
          onChange={(event) => search(event.target.value)}
          end={pending ? <Spinner /> : undefined}
        />
      </form>
    </search>
  );
}

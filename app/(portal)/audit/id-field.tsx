"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { type AuditFilter, askedById, filterText, withPart } from "./audit-filter.ts";

interface IdFieldProps {
  filter: AuditFilter;
  go: (next: AuditFilter) => void;
}

/** Any id, pasted: of a request, a grant, a person, an entitlement, a target; or a position in the record. */
export function IdField({ filter, go }: IdFieldProps) {
  const router = useRouter();
  const [text, setText] = useState("");
  const [unknown, setUnknown] = useState(false);
  const ask = () => {
    const asked = askedById(text);
    setUnknown(asked === null);
    if (asked === null) return;
    if ("position" in asked) router.push(`/audit/events/${asked.position}?${filterText(filter)}`);
    else go(withPart(filter, asked.limit, asked.id));
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        ask();
      }}
    >
      <Field
        label={<span className="block text-xs text-muted">Any id</span>}
        className="gap-1"
        error={unknown ? "No id or position looks like this." : undefined}
      >
        {(wiring) => (
          <Input
            {...wiring}
            value={text}
            onChange={(event) => {
              setText(event.target.value);
              setUnknown(false);
            }}
            placeholder="req_…, grt_…, or a position"
            spellCheck={false}
            autoComplete="off"
            className="font-mono text-xs"
          />
        )}
      </Field>
    </form>
  );
}

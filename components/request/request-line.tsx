import Link from "next/link";
import type { ReactNode } from "react";
import { formatDuration } from "#core/domain/policy/format-duration.ts";

interface ShownRequest {
  readonly id: string;
  readonly entitlements: readonly { readonly id: string; readonly name: string }[];
  readonly durationSeconds: number;
  readonly extendsGrantId: string | null;
}

/** "Read orders-db and 2 more". */
export const entitlementsWords = (entitlements: readonly { readonly name: string }[]): string => {
  const [first, second, ...more] = entitlements.map(({ name }) => name);
  if (first === undefined) return "Nothing";
  if (second === undefined) return first;
  return more.length === 0 ? `${first} and ${second}` : `${first} and ${more.length + 1} more`;
};

interface RequestLineProps {
  request: ShownRequest;
  /** Before the name: who asks. */
  who?: string | undefined;
  detail: ReactNode;
  end?: ReactNode;
}

/** A request in one row of a list; the whole row leads to it. */
export function RequestLine({ request, who, detail, end }: RequestLineProps) {
  const { id, entitlements, durationSeconds, extendsGrantId } = request;
  return (
    <div className="relative flex items-center gap-3 px-4 py-3 not-last:border-b hover:bg-sunken">
      <div className="min-w-0 flex-1">
        <p className="truncate font-medium first-letter:uppercase">
          <Link href={`/requests/${id}`} className="after:absolute after:inset-0 focus-visible:after:outline-2">
            {who === undefined ? null : `${who}: `}
            {entitlementsWords(entitlements)} · {extendsGrantId === null ? "" : "+"}
            {formatDuration(durationSeconds)}
          </Link>
        </p>
        <p className="truncate text-xs text-muted">{detail}</p>
      </div>
      {end === undefined ? null : <div className="shrink-0 text-right text-xs text-muted">{end}</div>}
    </div>
  );
}

"use client";

import { Time } from "#components/clock/time.tsx";
import { cn } from "#components/cn.ts";
import { Card } from "#components/ui/card.tsx";
import { Chip } from "#components/ui/chip.tsx";
import type { Version } from "./shown-version.ts";

interface VersionListProps {
  versions: readonly Version[];
  current: number;
  shown: number;
  onShow: (version: Version) => void;
  /** Another version would replace what was typed. */
  isEdited: boolean;
}

/** Every policy that was ever in force, newest first. None is ever changed or removed. */
export function VersionList({ versions, current, shown, onShow, isEdited }: VersionListProps) {
  return (
    <>
      <Card>
        <ul className="scroll-thin max-h-80 divide-y overflow-y-auto">
          {versions.map((version) => (
            <li key={version.number}>
              <button
                type="button"
                aria-current={version.number === shown}
                disabled={isEdited && version.number !== shown}
                onClick={() => onShow(version)}
                className={cn(
                  "block w-full px-3 py-2 text-left hover:bg-sunken focus-visible:-outline-offset-2 disabled:opacity-55",
                  version.number === shown && "bg-accent-soft hover:bg-accent-soft",
                )}
              >
                <span className="flex items-center justify-between gap-2 font-medium">
                  Version {version.number}
                  {version.number === current ? <Chip tone="live">in force</Chip> : null}
                </span>
                <span className="block text-xs text-muted">
                  <Time at={version.activatedAt} /> · {authorsOf(version)}
                </span>
              </button>
            </li>
          ))}
        </ul>
      </Card>
      {isEdited ? <p className="mt-2 text-xs text-faint">Take the edits back to look at another version.</p> : null}
    </>
  );
}

const authorsOf = ({ author, approvedBy }: Version): string => {
  if (author === null) return "from the set-up";
  return approvedBy === null ? author.name : `${author.name}, approved by ${approvedBy.name}`;
};

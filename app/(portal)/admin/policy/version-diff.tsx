"use client";

import { useState } from "react";
import { Time } from "#components/clock/time.tsx";
import { DiffView } from "#components/diff/diff-view.tsx";
import { lineDiff, withoutLongSames } from "#components/diff/line-diff.ts";
import { DefinitionList } from "#components/ui/definition-list.tsx";
import { Field } from "#components/ui/field.tsx";
import { Select } from "#components/ui/select.tsx";
import type { Version } from "./shown-version.ts";

/** What changed between any two policies that were ever in force, and who answers for it. Newest first. */
export function VersionDiff({ versions }: { versions: readonly Version[] }) {
  const [newest] = versions;
  const [from, setFrom] = useState(versions[1]?.number);
  const [to, setTo] = useState(newest?.number);
  const before = versions.find(({ number }) => number === from);
  const after = versions.find(({ number }) => number === to);
  if (!before || !after) return <p className="text-muted">There has been one policy only, so nothing to compare.</p>;
  return (
    <div className="grid gap-3">
      <div className="grid gap-3 sm:grid-cols-2">
        <Chosen label="From" versions={versions} version={before} onChoose={setFrom} />
        <Chosen label="To" versions={versions} version={after} onChoose={setTo} />
      </div>
      {before.digest === after.digest ? (
        <p className="text-muted">Both say the same.</p>
      ) : (
        <DiffView
          parts={withoutLongSames(lineDiff(before.document, after.document))}
          against={`version ${before.number}`}
        />
      )}
    </div>
  );
}

interface ChosenProps {
  label: string;
  versions: readonly Version[];
  version: Version;
  onChoose: (number: number) => void;
}

function Chosen({ label, versions, version, onChoose }: ChosenProps) {
  const { author, approvedBy, activatedAt } = version;
  return (
    <div className="grid content-start gap-2">
      <Field label={label}>
        {(wiring) => (
          <Select {...wiring} value={version.number} onChange={(event) => onChoose(Number(event.target.value))}>
            {versions.map(({ number }) => (
              <option key={number} value={number}>
                Version {number}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <DefinitionList
        items={[
          { term: "Proposed by", value: author?.name ?? "the console" },
          { term: "Approved by", value: approvedBy?.name ?? "nobody: set up or recovered at the console" },
          { term: "In force since", value: <Time at={activatedAt} show="exact" /> },
        ]}
      />
    </div>
  );
}

"use client";

import { useState } from "react";
import { DiffView } from "#components/diff/diff-view.tsx";
import { lineDiff, withoutLongSames } from "#components/diff/line-diff.ts";
import { PageHeader } from "#components/shell/page-header.tsx";
import { Button } from "#components/ui/button.tsx";
import { Section } from "#components/ui/section.tsx";
import { PolicyEditor } from "./policy-editor.tsx";
import { PolicyMeaning } from "./policy-meaning.tsx";
import { PolicyProblems } from "./policy-problems.tsx";
import { PolicyReplay } from "./policy-replay.tsx";
import { ProposePolicy } from "./propose-policy.tsx";
import type { Version } from "./shown-version.ts";
import { Simulator } from "./simulator.tsx";
import { usePolicyCheck } from "./use-policy-check.ts";
import { VersionDiff } from "./version-diff.tsx";
import { VersionList } from "./version-list.tsx";

interface PolicyScreenProps {
  versions: readonly Version[];
  /** The one in force. */
  current: Version;
  mayCheck: boolean;
  mayPropose: boolean;
  opensRequests: boolean;
}

/** The policy in force, its text to work on, and what is wrong with it while one writes. Nothing here changes a decision. */
export function PolicyScreen({ versions, current, mayCheck, mayPropose, opensRequests }: PolicyScreenProps) {
  const [shown, setShown] = useState(current.number);
  const [text, setText] = useState(current.document);
  // Of when the text was taken, though another policy may come into force while one writes: then this one would undo it.
  const [base, setBase] = useState(current.number);
  const version = versions.find(({ number }) => number === shown) ?? current;
  const isEdited = text !== version.document;
  const check = usePolicyCheck(text, mayCheck);
  const [jump, setJump] = useState<{ line: number; column: number }>();
  const show = (next: Version) => {
    setShown(next.number);
    setText(next.document);
    setBase(current.number);
  };
  return (
    <>
      <PageHeader
        title="Policy"
        actions={
          mayPropose ? (
            <ProposePolicy
              document={text}
              base={base}
              disabled={text === current.document || !check.isClean}
              onProposed={() => show(current)}
            />
          ) : null
        }
      />
      <div className="grid w-full min-w-0 content-start gap-6 p-4 sm:p-6 xl:grid-cols-[minmax(0,1fr)_22rem] 2xl:max-w-[110rem]">
        <div className="grid min-w-0 content-start gap-3">
          <div className="flex flex-wrap items-center justify-between gap-2 text-muted">
            <p>
              Version {version.number}
              {version.number === current.number ? ", in force" : ", no longer in force"}
              {isEdited ? <span className="font-medium text-waning"> · edited, not proposed</span> : ""}
              {isEdited && base !== current.number ? (
                <span className="font-medium text-danger"> · version {current.number} came into force meanwhile</span>
              ) : null}
            </p>
            {isEdited ? (
              <Button size="sm" variant="ghost" onClick={() => show(version)}>
                Take the edits back
              </Button>
            ) : null}
          </div>
          <PolicyEditor
            text={text}
            onChange={mayPropose ? setText : undefined}
            problems={check.problems}
            jump={jump}
            label={`Policy version ${version.number}`}
          />
          {mayCheck ? <PolicyProblems check={check} onJump={setJump} /> : null}
          {text === current.document ? null : (
            <details>
              <summary className="w-fit text-xs font-medium text-muted">What differs from what is in force</summary>
              <div className="mt-2">
                <DiffView
                  parts={withoutLongSames(lineDiff(current.document, text))}
                  against={`version ${current.number}`}
                />
              </div>
            </details>
          )}
          <Section title="What changed between two versions">
            <VersionDiff key={versions.length} versions={versions} />
          </Section>
          <Section title="What it would have done">
            <PolicyReplay document={text} disabled={mayCheck && !check.isClean} opensRequests={opensRequests} />
          </Section>
        </div>
        <div className="grid min-w-0 content-start gap-6">
          <Section title="Try it">
            <Simulator document={text} disabled={mayCheck && !check.isClean} />
          </Section>
          <Section title="What a policy means">
            <PolicyMeaning />
          </Section>
          <Section title="Versions" end={`${versions.length}`}>
            <VersionList versions={versions} current={current.number} shown={shown} onShow={show} isEdited={isEdited} />
          </Section>
        </div>
      </div>
    </>
  );
}

"use client";

import { Check, CircleAlert, TriangleAlert } from "lucide-react";
import { Card } from "#components/ui/card.tsx";
import { Spinner } from "#components/ui/spinner.tsx";
import type { PolicyCheckState } from "./use-policy-check.ts";

interface PolicyProblemsProps {
  check: PolicyCheckState;
  onJump: (place: { line: number; column: number }) => void;
}

/** Every problem with its place; a press goes there. */
export function PolicyProblems({ check: { state, problems, rules, tests, failure }, onJump }: PolicyProblemsProps) {
  const errors = problems.filter(({ severity }) => severity === "error").length;
  return (
    <div className="grid gap-2">
      <p role="status" className="flex min-h-5 items-center gap-2">
        {state === "pending" ? (
          <>
            <Spinner /> <span className="text-muted">Checking…</span>
          </>
        ) : failure !== null ? (
          <span className="font-medium text-danger">{failure}</span>
        ) : problems.length === 0 ? (
          <>
            <Check aria-hidden className="size-4 text-live" /> {rules === 1 ? "1 rule" : `${rules} rules`}, no problem
            found
            {tests.length === 0 ? "" : `; ${tests.length === 1 ? "its test passes" : `its ${tests.length} tests pass`}`}
            .
          </>
        ) : (
          <>
            {errors === 0
              ? "It could be used"
              : `${errors === 1 ? "1 error keeps" : `${errors} errors keep`} it from being used`}
            {errors < problems.length ? `, ${problems.length - errors} to look at` : ""}.
          </>
        )}
      </p>
      {problems.length === 0 ? null : (
        <Card>
          <ul className="divide-y">
            {problems.map((problem, at) => {
              const { severity, message, line, column = 1, path } = problem;
              const Icon = severity === "error" ? CircleAlert : TriangleAlert;
              const place = line === undefined ? path.join(".") : `${line}:${column}`;
              return (
                <li key={at}>
                  <button
                    type="button"
                    disabled={line === undefined}
                    onClick={() => {
                      if (line !== undefined) onJump({ line, column });
                    }}
                    className="flex w-full items-start gap-2.5 px-3 py-2 text-left hover:bg-sunken focus-visible:-outline-offset-2"
                  >
                    <Icon
                      role="img"
                      aria-label={severity}
                      className={
                        severity === "error"
                          ? "mt-0.5 size-4 shrink-0 text-danger"
                          : "mt-0.5 size-4 shrink-0 text-waning"
                      }
                    />
                    <span className="min-w-0 flex-1">{message}</span>
                    <code className="shrink-0 font-mono text-xs text-faint">{place}</code>
                  </button>
                </li>
              );
            })}
          </ul>
        </Card>
      )}
    </div>
  );
}

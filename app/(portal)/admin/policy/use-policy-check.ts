"use client";

import { useEffect, useState } from "react";
import { explainFailure } from "#components/sentences/failure.ts";
import type { PolicyProblem } from "#core/domain/policy/policy-problem.ts";
import { checkPolicyAction } from "./actions.ts";

type PolicyTests = readonly { readonly name: string; readonly passed: boolean }[];

export interface PolicyCheckState {
  /** pending: this text has not been judged yet. */
  readonly state: "off" | "pending" | "done" | "failed";
  readonly problems: readonly PolicyProblem[];
  readonly rules: number;
  readonly tests: PolicyTests;
  readonly failure: string | null;
  /** Judged, and without an error: may be proposed. */
  readonly isClean: boolean;
}

const PAUSE_MS = 350;

interface Judged {
  readonly text: string;
  readonly rules: number;
  readonly tests: PolicyTests;
  readonly problems: readonly PolicyProblem[];
  readonly failure: string | null;
}

const judge = async (text: string): Promise<Judged> => {
  const answer = await checkPolicyAction({ document: text });
  if (!answer.ok) return { text, rules: 0, tests: [], problems: [], failure: explainFailure(answer) };
  return { text, failure: null, ...answer.value };
};

/** Asks the server about the text after a pause in the typing. An answer to an older text is never taken for one to this. */
export const usePolicyCheck = (text: string, on: boolean): PolicyCheckState => {
  const [judged, setJudged] = useState<Judged>();
  useEffect(() => {
    if (!on) return;
    let overtaken = false;
    const timer = setTimeout(() => {
      judge(text).then(
        (next) => {
          if (!overtaken) setJudged(next);
        },
        () => {
          if (!overtaken)
            setJudged({
              text,
              rules: 0,
              tests: [],
              problems: [],
              failure: "The portal did not answer. Type on to try again.",
            });
        },
      );
    }, PAUSE_MS);
    return () => {
      overtaken = true;
      clearTimeout(timer);
    };
  }, [text, on]);
  const current = judged?.text === text ? judged : undefined;
  const problems = judged?.problems ?? [];
  const state = !on ? "off" : current === undefined ? "pending" : current.failure === null ? "done" : "failed";
  const isClean = state === "done" && problems.every(({ severity }) => severity !== "error");
  return {
    state,
    problems,
    rules: judged?.rules ?? 0,
    tests: judged?.tests ?? [],
    failure: current?.failure ?? null,
    isClean,
  };
};

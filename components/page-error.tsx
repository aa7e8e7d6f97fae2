"use client";

import Link from "next/link";
import type { ReactNode } from "react";
import { errorDigest } from "#components/error-digest.ts";
import { PageHeader } from "#components/shell/page-header.tsx";
import { Button } from "#components/ui/button.tsx";
import { buttonClass } from "#components/ui/button-class.ts";
import { ErrorState } from "#components/ui/error-state.tsx";

interface PageErrorProps {
  /** The page's own title, so that one sees where one is. */
  title: string;
  error: unknown;
  retry: () => void;
  children?: ReactNode;
}

/** A page that could not be drawn, inside the shell: what happened to the person's things, and two ways out. */
export function PageError({ title, error, retry, children }: PageErrorProps) {
  return (
    <>
      <PageHeader title={title} />
      <div className="w-full max-w-3xl p-4 sm:p-6">
        <ErrorState
          correlationId={errorDigest(error)}
          action={
            <>
              <Button variant="primary" onClick={retry}>
                Try again
              </Button>
              <Link href="/" className={buttonClass({})}>
                Home
              </Link>
            </>
          }
        >
          {children ?? "Nothing was changed by this. Access that you hold still ends at its deadline."}
        </ErrorState>
      </div>
    </>
  );
}

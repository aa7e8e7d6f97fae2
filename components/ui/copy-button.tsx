"use client";

import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { Button } from "./button.tsx";

interface CopyButtonProps {
  text: string;
  /** What is copied, read aloud: "Copy the connect command". */
  label: string;
  /** Shows the word beside the sign. */
  wide?: boolean | undefined;
  className?: string | undefined;
}

/** Copies and says so. Where the browser refuses (no permission, no focus) it says that instead of pretending. */
export function CopyButton({ text, label, wide, className }: CopyButtonProps) {
  const [outcome, setOutcome] = useState<"copied" | "refused" | null>(null);
  useEffect(() => {
    if (outcome === null) return undefined;
    const timer = setTimeout(() => setOutcome(null), 2000);
    return () => clearTimeout(timer);
  }, [outcome]);
  const copy = async () => {
    try {
      // Over plain HTTP there is no clipboard at all: reading it throws, and that too is a refusal.
      await navigator.clipboard.writeText(text);
      setOutcome("copied");
    } catch {
      setOutcome("refused");
    }
  };
  const word = outcome === "copied" ? "Copied" : outcome === "refused" ? "Select and copy by hand" : "Copy";
  return (
    <>
      <Button
        variant={wide ? "default" : "ghost"}
        size={wide ? "sm" : "icon-sm"}
        // A name that lacks the visible word cannot be spoken to (WCAG 2.5.3), so after copying the word is the name.
        aria-label={wide && outcome !== null ? undefined : label}
        title={outcome === null ? label : word}
        onClick={() => void copy()}
        className={className}
      >
        {outcome === "copied" ? <Check aria-hidden className="text-live" /> : <Copy aria-hidden />}
        {wide ? word : null}
      </Button>
      <span role="status" className="sr-only">
        {outcome === null ? "" : word}
      </span>
    </>
  );
}

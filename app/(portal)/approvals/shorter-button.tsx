"use client";

import { ChevronDown } from "lucide-react";
import { useOnDemand } from "#components/ui/use-on-demand.ts";
import { Button } from "#components/ui/button.tsx";

interface ShorterButtonProps {
  /** What can be given instead, longest first. */
  seconds: readonly number[];
  insteadOf: number;
  disabled: boolean;
  onApprove: (seconds: number) => void;
}

const loadMenu = () => import("./shorter-menu.tsx").then((module) => module.ShorterMenu);

/** A button that becomes a menu with the first press: its library is loaded when somebody reaches for it. */
export function ShorterButton({ seconds, insteadOf, disabled, onApprove }: ShorterButtonProps) {
  const { Loaded, prepare, demand } = useOnDemand(loadMenu);
  if (Loaded) return <Loaded {...{ seconds, insteadOf, disabled, onApprove }} />;
  return (
    <Button aria-haspopup="menu" disabled={disabled} onPointerEnter={prepare} onFocus={prepare} onClick={demand}>
      Approve for shorter <ChevronDown aria-hidden />
    </Button>
  );
}

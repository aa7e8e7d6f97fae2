"use client";

import type { ReactNode } from "react";
import { useState } from "react";
import { Button, type ButtonProps } from "./button.tsx";

interface OpenButtonProps extends Omit<ButtonProps, "onClick" | "children"> {
  label: ReactNode;
  /** What opens, made anew each time: it starts from what is known then. */
  children: (close: () => void) => ReactNode;
}

/** A button that opens a dialog which is mounted only while it is open. */
export function OpenButton({ label, children, ...button }: OpenButtonProps) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button {...button} onClick={() => setOpen(true)}>
        {label}
      </Button>
      {open ? children(() => setOpen(false)) : null}
    </>
  );
}

"use client";

import { createContext, useContext } from "react";
import type { Objective } from "./objective-indicator.tsx";

interface ShellState {
  openPalette: () => void;
  /** Loads the palette before it is asked for. */
  preparePalette: () => void;
  objective: Objective | undefined;
  /** What the person was told and has not read. */
  unread: number;
}

export const ShellContext = createContext<ShellState | null>(null);

export function useShell(): ShellState {
  const shell = useContext(ShellContext);
  if (!shell) throw new Error("PageHeader stands outside Shell.");
  return shell;
}

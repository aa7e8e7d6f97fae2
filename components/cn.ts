import type { ClassValue } from "clsx";
import { clsx } from "clsx";
import { extendTailwindMerge } from "tailwind-merge";

const merge = extendTailwindMerge({
  // Without this our own font size "2xs" would be taken for a colour and removed beside one.
  extend: { theme: { text: ["2xs"] } },
});

/** Joins class names; of two that set the same property the later one wins, so `className` overrides a primitive. */
export const cn = (...names: ClassValue[]): string => merge(clsx(names));

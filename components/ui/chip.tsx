import type { VariantProps } from "class-variance-authority";
import { cva } from "class-variance-authority";
import type { ReactNode } from "react";
import { cn } from "#components/cn.ts";

const chipClass = cva(
  "inline-flex items-center gap-1.5 rounded-full px-2 py-px text-xs font-medium whitespace-nowrap [&_svg]:size-3",
  {
    variants: {
      tone: {
        neutral: "bg-sunken text-muted",
        live: "bg-live-soft text-live",
        waning: "bg-waning-soft text-waning",
        danger: "bg-danger-soft text-danger",
        accent: "bg-accent-soft text-accent-strong",
      },
    },
    defaultVariants: { tone: "neutral" },
  },
);

export type Tone = NonNullable<VariantProps<typeof chipClass>["tone"]>;

/** A word about a thing: live (holds, fine), waning (attention), danger (wrong), neutral. */
export function Chip({
  tone,
  className,
  children,
}: {
  tone?: Tone | undefined;
  className?: string | undefined;
  children: ReactNode;
}) {
  return <span className={cn(chipClass({ tone }), className)}>{children}</span>;
}

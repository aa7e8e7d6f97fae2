import type { VariantProps } from "class-variance-authority";
import { cva } from "class-variance-authority";

/** The look of a button, shared by buttons, links that act as buttons, and menu triggers. */
export const buttonClass = cva(
  [
    "inline-flex shrink-0 items-center justify-center gap-2 rounded-md border font-medium whitespace-nowrap select-none",
    "transition-colors duration-100 disabled:pointer-events-none disabled:opacity-55 aria-disabled:opacity-55",
    "[&_svg]:size-4 [&_svg]:shrink-0",
  ],
  {
    variants: {
      variant: {
        primary: "border-accent bg-accent text-on-accent hover:border-accent-strong hover:bg-accent-strong",
        default: "border-line-strong bg-surface text-text hover:bg-sunken",
        danger: "border-line-strong bg-surface text-danger hover:border-danger hover:bg-danger-soft",
        destructive: "border-danger bg-danger text-on-danger hover:border-danger-strong hover:bg-danger-strong",
        ghost: "border-transparent bg-transparent text-muted hover:bg-sunken hover:text-text",
      },
      size: {
        sm: "h-7 px-2.5 text-xs",
        md: "h-9 px-3.5",
        lg: "h-10 px-4 text-lg",
        icon: "size-9",
        "icon-sm": "size-7",
      },
    },
    defaultVariants: { variant: "default", size: "md" },
  },
);

export type ButtonLook = VariantProps<typeof buttonClass>;

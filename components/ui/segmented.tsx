import type { ReactNode } from "react";
import { cn } from "#components/cn.ts";

interface Segment {
  value: string;
  label: ReactNode;
  disabled?: boolean | undefined;
  /** Read aloud where the label is only an icon. */
  name?: string | undefined;
}

interface SegmentedProps {
  name: string;
  label: string;
  segments: readonly Segment[];
  value?: string | undefined;
  defaultValue?: string | undefined;
  onValueChange?: ((value: string) => void) | undefined;
  /** pills: the duration presets; joined: a compact switch of views. */
  look?: "pills" | "joined" | undefined;
  className?: string | undefined;
}

const looks = {
  pills: {
    group: "flex flex-wrap gap-1.5",
    one: "rounded-full border bg-surface px-3 py-1 hover:border-line-strong has-checked:border-accent has-checked:bg-accent has-checked:text-on-accent",
  },
  joined: {
    group: "inline-flex gap-0.5 rounded-md border bg-sunken p-0.5",
    one: "rounded-sm px-2.5 py-0.5 has-checked:bg-surface has-checked:text-text has-checked:ring-1 has-checked:ring-line-strong",
  },
};

/** One of a few short values. Native radio buttons: arrows move, the form submits `name`. */
export function Segmented(props: SegmentedProps) {
  const { name, label, segments, value, defaultValue, onValueChange, look = "pills", className } = props;
  return (
    <div role="radiogroup" aria-label={label} className={cn(looks[look].group, className)}>
      {segments.map((segment) => (
        <label
          key={segment.value}
          className={cn(
            "focus-within-ring relative inline-flex items-center gap-1.5 font-medium whitespace-nowrap text-muted transition-colors duration-100 [&_svg]:size-4",
            segment.disabled && "opacity-55",
            looks[look].one,
          )}
        >
          <input
            type="radio"
            className="absolute inset-0 size-full cursor-[inherit] appearance-none rounded-[inherit] outline-none"
            name={name}
            value={segment.value}
            disabled={segment.disabled}
            aria-label={segment.name}
            onChange={onValueChange ? () => onValueChange(segment.value) : undefined}
            {...(value === undefined
              ? { defaultChecked: segment.value === defaultValue }
              : { checked: segment.value === value })}
          />
          {segment.label}
        </label>
      ))}
    </div>
  );
}

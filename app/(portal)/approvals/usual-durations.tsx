import { cn } from "#components/cn.ts";
import { formatDuration } from "#core/domain/policy/format-duration.ts";

interface UsualDurationsProps {
  buckets: readonly { readonly atMostSeconds: number | null; readonly count: number }[];
  askedSeconds: number;
}

const HEIGHT = 44;
const WIDTH = 40;

/** How often others had it for how long; the bucket of what is asked stands out. Drawn in SVG attributes: no style to refuse. */
export function UsualDurations({ buckets, askedSeconds }: UsualDurationsProps) {
  const most = Math.max(1, ...buckets.map(({ count }) => count));
  const asked = buckets.findIndex(({ atMostSeconds }) => atMostSeconds === null || askedSeconds <= atMostSeconds);
  const words = buckets
    .map(
      ({ atMostSeconds, count }) =>
        `${atMostSeconds === null ? "longer" : `up to ${formatDuration(atMostSeconds)}`}: ${count}`,
    )
    .join(", ");
  return (
    <figure>
      <svg
        viewBox={`0 0 ${buckets.length * WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={words}
        className="block h-11 w-full"
      >
        {buckets.map(({ atMostSeconds, count }, at) => {
          const height = Math.max(2, (count / most) * HEIGHT);
          return (
            <rect
              key={atMostSeconds ?? "longer"}
              x={at * WIDTH + 1.5}
              y={HEIGHT - height}
              width={WIDTH - 3}
              height={height}
              rx={2}
              className={cn(at === asked ? "fill-accent" : "fill-line-strong")}
            />
          );
        })}
      </svg>
      <figcaption aria-hidden className="grid auto-cols-fr grid-flow-col text-2xs text-faint">
        {buckets.map(({ atMostSeconds }, at) => (
          <span
            key={atMostSeconds ?? "longer"}
            className={cn("truncate text-center", at === asked && "font-medium text-accent")}
          >
            {atMostSeconds === null ? "more" : formatDuration(atMostSeconds)}
          </span>
        ))}
      </figcaption>
    </figure>
  );
}

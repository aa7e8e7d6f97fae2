import { Time } from "#components/clock/time.tsx";
import { Chip } from "#components/ui/chip.tsx";

interface ShownHealth {
  readonly seenAt: string | null;
  readonly clockOffsetMs: number | null;
  readonly failedAt: string | null;
  readonly error: string | null;
}

interface TargetHealthProps {
  health: ShownHealth | null;
  /** Holdings whose access should be gone and is not. */
  overdue: number;
}

/** How a target was last found. Overdue access is the loudest: it blocks new grants there until it is gone. */
export function TargetHealth({ health, overdue }: TargetHealthProps) {
  if (overdue > 0) return <Chip tone="danger">{overdue} overdue</Chip>;
  if (health === null) return <Chip>not seen yet</Chip>;
  const { seenAt, failedAt } = health;
  if (failedAt !== null && (seenAt === null || failedAt > seenAt))
    return (
      <Chip tone="danger">
        failed <Time at={failedAt} show="relative" />
      </Chip>
    );
  return <Chip tone="live">answers</Chip>;
}

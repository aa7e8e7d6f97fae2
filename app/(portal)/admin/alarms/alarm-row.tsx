import { BellRing, CircleCheckBig } from "lucide-react";
import Link from "next/link";
import { cn } from "#components/cn.ts";
import { Time } from "#components/clock/time.tsx";
import { CardRow } from "#components/ui/card.tsx";
import type { AlarmView } from "#core/usecases/alarms/view-alarm.ts";
import type { Serialised } from "#server/serialise.ts";
import { AcknowledgeButton } from "./acknowledge-button.tsx";
import { alarmWords } from "./alarm-words.ts";

interface AlarmRowProps {
  alarm: Serialised<AlarmView>;
  mayAcknowledge: boolean;
}

/** What is wrong, where, since when, and who has seen it. */
export function AlarmRow({ alarm, mayAcknowledge }: AlarmRowProps) {
  const { kind, count, detail, target, person, raisedAt, acknowledgedAt, acknowledgedBy, clearedAt } = alarm;
  const isOver = clearedAt !== null;
  const Icon = isOver ? CircleCheckBig : BellRing;
  return (
    <CardRow className="flex flex-wrap items-start gap-x-3 gap-y-2">
      <Icon
        aria-hidden
        className={cn("mt-0.5 size-4 shrink-0", isOver ? "text-faint" : acknowledgedAt ? "text-waning" : "text-danger")}
      />
      <div className="min-w-0 flex-1 basis-60">
        <p className={cn("font-medium", isOver && "text-muted")}>
          {alarmWords(kind, count)}
          {target ? (
            <>
              {" at "}
              <Link href={`/admin/targets/${target.id}`} className="hover:underline">
                {target.name}
              </Link>
            </>
          ) : null}
          {person ? ` · ${person.name}` : ""}
        </p>
        <p className="text-xs break-words text-muted">{detail}</p>
        <p className="text-xs text-faint">
          raised <Time at={raisedAt} show="day-time" />
          {acknowledgedAt === null ? null : (
            <>
              {" · seen by "}
              {acknowledgedBy?.name ?? "somebody"} <Time at={acknowledgedAt} show="day-time" />
            </>
          )}
          {clearedAt === null ? null : (
            <>
              {" · over "}
              <Time at={clearedAt} show="day-time" />
            </>
          )}
        </p>
      </div>
      {mayAcknowledge && !isOver && acknowledgedAt === null ? <AcknowledgeButton alarmId={alarm.id} /> : null}
    </CardRow>
  );
}

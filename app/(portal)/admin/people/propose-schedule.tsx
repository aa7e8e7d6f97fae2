"use client";

import dynamic from "next/dynamic";
import { OpenButton } from "#components/ui/open-button.tsx";
import type { ScheduleView } from "#core/usecases/schedules/list-schedules.ts";
import type { Serialised } from "#server/serialise.ts";

const ScheduleDialog = dynamic(() => import("./schedule-dialog.tsx").then((module) => module.ScheduleDialog), {
  ssr: false,
});

/** A new schedule, or another content for one; in force once somebody else, who is not in it, has approved it. */
export function ProposeSchedule({ schedule }: { schedule: Serialised<ScheduleView> | null }) {
  return (
    <OpenButton
      size="sm"
      {...(schedule ? { variant: "ghost", "aria-label": `Change ${schedule.name}` } : {})}
      label={schedule ? "Change…" : "Propose…"}
    >
      {(close) => <ScheduleDialog schedule={schedule} onClose={close} />}
    </OpenButton>
  );
}

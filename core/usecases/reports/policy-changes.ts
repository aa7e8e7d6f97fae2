import { eventReport } from "#core/usecases/reports/event-report.ts";
import { textIn } from "#core/usecases/reports/newest-events.ts";

export const policyChanges = eventReport({
  kinds: [
    { kind: "changeApproved", name: "approved", tone: "live" },
    { kind: "changeRejected", name: "rejected", tone: "danger" },
    { kind: "changeProposed", name: "proposed", tone: "quiet" },
    { kind: "policyActivated", name: "policy in force", tone: "accent" },
  ],
  figures: [
    { label: "Policy versions that came into force", kind: "policyActivated" },
    { label: "Changes approved", kind: "changeApproved" },
    { label: "Changes rejected", kind: "changeRejected" },
    { label: "Changes proposed", kind: "changeProposed" },
  ],
  none: "Nothing was changed in this time.",
  columns: ["By", "Summary"],
  cells: (event) => [
    event.actor?.name ?? "Lapse",
    event.kind === "policyActivated" ? `version ${textIn(event, "number") ?? "?"}` : textIn(event, "summary"),
  ],
});

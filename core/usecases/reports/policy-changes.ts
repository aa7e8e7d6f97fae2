import { eventReport } from "#core/usecases/reports/event-report.ts";
import { textIn } from "#core/usecases/reports/newest-events.ts";

export const policyChanges = eventReport({
  kinds: [
    { kind: "changeApproved", name: "approved", tone: "live" },
    { kind: "changeRejected", name: "rejected", tone: "danger" },
    { kind: "changeProposed", name: "proposed", tone: "quiet" },
    { kind: "policyActivated", name: "policy in force", tone: "accent" },
    { kind: "policyRecovered", name: "policy replaced without review", tone: "waning" },
  ],
  figures: [
    { label: "Policy versions that came into force", of: ["policyActivated", "policyRecovered"] },
    { label: "Of these without review", of: ["policyRecovered"], better: "less" },
    { label: "Changes approved", of: ["changeApproved"] },
    { label: "Changes rejected", of: ["changeRejected"] },
  ],
  none: "Nothing was changed in this time.",
  columns: ["By", "Summary"],
  cells: (event) => [
    event.actor?.name ?? "Lapse",
    event.kind.startsWith("policy")
      ? [`version ${textIn(event, "number") ?? "?"}`, textIn(event, "reason") ?? []].flat().join(": ")
      : textIn(event, "summary"),
  ],
});

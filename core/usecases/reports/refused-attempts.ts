import { eventReport } from "#core/usecases/reports/event-report.ts";
import { textIn } from "#core/usecases/reports/newest-events.ts";

export const refusedAttempts = eventReport({
  kinds: [
    { kind: "requestDenied", name: "request denied", tone: "danger" },
    { kind: "signInFailed", name: "sign-in failed", tone: "waning" },
    { kind: "stepUpRefused", name: "confirmation refused", tone: "accent" },
  ],
  figures: [
    { label: "Requests denied", of: ["requestDenied"] },
    { label: "Sign-ins that failed", of: ["signInFailed"] },
    { label: "Confirmations refused", of: ["stepUpRefused"] },
  ],
  none: "Nothing was refused in this time.",
  columns: ["By", "About", "From address"],
  cells: (event) => [
    event.actor?.name ?? (textIn(event, "by") === "policy" ? "policy" : null),
    event.person?.name ?? null,
    textIn(event, "address"),
  ],
});

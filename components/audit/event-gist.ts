import { endReasonWords } from "#components/sentences/end-reason.ts";
import { formatDuration } from "#core/domain/policy/format-duration.ts";
import type { ShownEvent } from "./shown-event.ts";
import { viewWords } from "./view-words.ts";

const textAt = (data: ShownEvent["data"], key: string): string | null => {
  const value = data[key];
  return typeof value === "string" && value !== "" ? value : null;
};

const secondsAt = (data: ShownEvent["data"], key: string): string | null => {
  const value = data[key];
  return typeof value === "number" ? formatDuration(value) : null;
};

const reasonWords = (reason: string | null): string | null =>
  reason !== null && reason in endReasonWords ? endReasonWords[reason as keyof typeof endReasonWords] : reason;

/** One line of what an event says beside its kind and its people: an excerpt, the whole is in its content. */
export const eventGist = ({ kind, data, entitlement, names }: ShownEvent): string => {
  const parts = ((): readonly (string | null)[] => {
    switch (kind) {
      case "requestSubmitted":
        return [
          entitlement ?? countAt(data, "entitlementIds", "entitlement"),
          secondsAt(data, "durationSeconds"),
          textAt(data, "justification"),
        ];
      case "voteCast":
        return [textAt(data, "vote"), secondsAt(data, "durationSeconds"), textAt(data, "comment")];
      case "grantExtended":
        return [entitlement, secondsAt(data, "durationSeconds")];
      case "grantEnding":
      case "grantEnded":
        return [entitlement, reasonWords(textAt(data, "endReason")), textAt(data, "comment")];
      case "operationFailed":
        return [entitlement, textAt(data, "error")];
      case "requestApproved":
      case "requestDenied":
      case "requestCancelled":
        return [textAt(data, "by") === null ? null : `by ${textAt(data, "by") ?? ""}`, textAt(data, "because")];
      case "policyActivated":
        return [typeof data["number"] === "number" ? `version ${data["number"]}` : null];
      case "changeProposed":
      case "changeApproved":
      case "changeRejected":
        return [textAt(data, "summary"), textAt(data, "reason")];
      case "alarmRaised":
      case "alarmAcknowledged":
      case "alarmCleared":
        return [textAt(data, "alarm"), textAt(data, "summary")];
      case "driftFound":
      case "driftGone":
      case "driftRemoved":
      case "driftDropped":
      case "accessKnown":
      case "accessUnknown":
        return [entitlement, textAt(data, "account"), textAt(data, "because")];
      case "reviewItemDecided":
        return [entitlement, textAt(data, "account"), textAt(data, "outcome"), textAt(data, "reason")];
      case "reviewHandedOver":
        return [textAt(data, "review"), countAt(data, "items", "item"), countAt(data, "to", "reviewer")];
      case "restoreFound":
        return [textAt(data, "trouble"), grantsAt(data) === null ? null : `${grantsAt(data) ?? ""} ended`];
      case "restoreAcknowledged":
        return [textAt(data, "reason")];
      case "loginChangedHands":
      case "strayAccessRemoved":
      case "accessRemovedOffline":
        return [entitlement, textAt(data, "account")];
      case "redSwitchPulled":
        return [textAt(data, "of"), grantsAt(data), textAt(data, "reason")];
      case "personDisabled":
        return [textAt(data, "reason")];
      case "groupAdded":
      case "groupChanged":
        return [textAt(data, "group")];
      case "auditRead":
      case "auditExported":
        return [viewWords(textAt(data, "view"), names)];
      default:
        return [entitlement, textAt(data, "name"), textAt(data, "address")];
    }
  })();
  return parts.filter((part) => part !== null).join(" · ");
};

const grantsAt = (data: ShownEvent["data"]): string | null => {
  const count = data["grants"];
  if (typeof count !== "number") return null;
  return count === 1 ? "1 grant" : `${count} grants`;
};

const countAt = (data: ShownEvent["data"], key: string, word: string): string | null => {
  const value = data[key];
  if (!Array.isArray(value)) return null;
  return value.length === 1 ? `1 ${word}` : `${value.length} ${word}s`;
};

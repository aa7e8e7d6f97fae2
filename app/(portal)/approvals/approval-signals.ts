import { formatDuration } from "#core/domain/policy/format-duration.ts";
import type { Signal } from "#components/ui/signal-list.tsx";
import { firstName } from "./approval-words.ts";
import type { Context, Request } from "./query.ts";

/** What to look at before deciding, the unusual first. Says nothing that the record does not hold. */
export const approvalSignals = (request: Request, context: Context): readonly Signal[] => {
  const signals = [
    ...usageSignals(request, context),
    ...standingSignals(request, context),
    ...similarSignal(context),
    ...denialSignal(request, context),
    ...signInSignal(request, context),
    ...clockSignals(request, context),
    ...extensionSignal(request, context),
    ...wishSignals(request),
  ];
  const loud = { conflict: 0, unusual: 1, note: 2, fine: 3 };
  return signals.toSorted((a, b) => loud[a.kind] - loud[b.kind]);
};

const people = (count: number): string => (count === 1 ? "1 other person" : `${count} other people`);
const times = (count: number): string => (count === 1 ? "once" : `${count} times`);

/** How long it would last in all: an extension is unusual by that, and not by what it adds. */
const wholeSeconds = ({ durationSeconds }: Request, { extendedSeconds }: Context): number =>
  durationSeconds + (extendedSeconds ?? 0);

const usageSignals = (request: Request, context: Context): readonly Signal[] => {
  const { use, windowDays } = context;
  return use.flatMap((each): Signal[] => {
    const who = firstName(request.holder.name);
    const peers = each.peers === 0 ? "none of them in a group with" : `${each.peers} in a group with`;
    const others =
      each.otherPeople === 0
        ? "Nobody else had it"
        : `${people(each.otherPeople)} (${peers} ${who}) had it ${times(each.otherTimes)}`;
    const first: Signal =
      each.holderTimes === 0
        ? {
            key: `${each.entitlementId}-first`,
            kind: "unusual",
            text: `First time in ${windowDays} days that ${who} would have ${each.name}. ${others}.`,
          }
        : {
            key: `${each.entitlementId}-known`,
            kind: "fine",
            text: `${who} had ${each.name} ${times(each.holderTimes)} in ${windowDays} days. ${others}.`,
          };
    const usual = each.otherMedianSeconds;
    const whole = wholeSeconds(request, context);
    if (usual === null || whole <= usual * 2) return [first];
    const text = `${formatDuration(whole)} is longer than the usual ${formatDuration(usual)} for ${each.name}.`;
    return [first, { key: `${each.entitlementId}-long`, kind: "unusual", text }];
  });
};

const extensionSignal = (request: Request, context: Context): readonly Signal[] => {
  if (context.extendedSeconds === null) return [];
  const [so, all] = [formatDuration(context.extendedSeconds), formatDuration(wholeSeconds(request, context))];
  return [{ key: "extension", kind: "note", text: `The access lasts ${so} so far, and ${all} in all with this.` }];
};

/** Access that is there without a grant: approving changes less than it seems, or takes it away in the end. */
const standingSignals = ({ holder }: Request, { standing }: Context): readonly Signal[] =>
  standing.map(({ entitlementId, name, state, isTakenAway }): Signal => {
    const who = firstName(holder.name);
    const key = `${entitlementId}-standing`;
    if (state === "unknown")
      return { key, kind: "note", text: `Whether ${who} has ${name} already is not known: the target did not answer.` };
    const end = isTakenAway ? "It is taken away when this grant ends." : "It stays when this grant ends.";
    return { key, kind: "unusual", text: `${who} has ${name} already, without any grant. ${end}` };
  });

/** What was decided on the same before. Mostly refused is worth a look; the rest is for orientation. */
const similarSignal = ({ similar, windowDays }: Context): readonly Signal[] => {
  const { byPolicy, approved, denied, lapsed } = similar;
  if (approved + denied + lapsed === 0) return [];
  const parts = [
    ...(approved > 0 ? [`${approved} approved`] : []),
    ...(denied > 0 ? [`${denied} denied`] : []),
    ...(lapsed > 0 ? [`${lapsed} lapsed`] : []),
    ...(byPolicy > 0 ? [`${byPolicy} by policy alone`] : []),
  ];
  const text = `Earlier requests for the same in ${windowDays} days: ${parts.join(", ")}.`;
  return [{ key: "similar", kind: denied > approved ? "unusual" : "note", text }];
};

const signInSignal = ({ holder }: Request, { failedSignIns }: Context): readonly Signal[] =>
  failedSignIns < 3
    ? []
    : [
        {
          key: "sign-ins",
          kind: "unusual",
          text: `${failedSignIns} failed sign-ins to the account of ${firstName(holder.name)} in the last 7 days.`,
        },
      ];

const denialSignal = ({ holder }: Request, { recentDenials }: Context): readonly Signal[] =>
  recentDenials === 0
    ? []
    : [
        {
          key: "denials",
          kind: "unusual",
          text: `${firstName(holder.name)} was denied ${times(recentDenials)} in the last 30 days.`,
        },
      ];

const clockSignals = ({ holder }: Request, { wallClock, onCall }: Context): readonly Signal[] => {
  const who = firstName(holder.name);
  const duty = onCall ? ", and on call" : "";
  const hours: Signal = wallClock.offHours
    ? {
        key: "hours",
        kind: onCall ? "note" : "unusual",
        text: `It is ${wallClock.time} for ${who} (${wallClock.timezone}), outside usual hours${duty}.`,
      }
    : { key: "hours", kind: "fine", text: `It is ${wallClock.time} for ${who}, within usual hours${duty}.` };
  return [hours];
};

const wishSignals = (request: Request): readonly Signal[] => [
  ...(request.requester.id === request.holder.id
    ? []
    : [
        {
          key: "behalf",
          kind: "note" as const,
          text: `${request.requester.name} asks, ${request.holder.name} would hold it.`,
        },
      ]),
  ...(request.ticket === null ? [] : [{ key: "ticket", kind: "note" as const, text: `Ticket ${request.ticket}` }]),
];

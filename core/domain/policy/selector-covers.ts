import type { WhatSelector, WhoSelector } from "#core/domain/policy/selector.ts";

/** Whether everyone that `narrow` selects is selected by `wide` too, judged by the words alone. */
export function coversPeople(wide: WhoSelector | undefined, narrow: WhoSelector | undefined): boolean {
  if (wide === undefined) return true;
  return narrow !== undefined && contains(wide.groups, narrow.groups) && contains(wide.people, narrow.people);
}

/** Whether everything that `narrow` selects is selected by `wide` too. */
export function coversSubjects(wide: WhatSelector | undefined, narrow: WhatSelector | undefined): boolean {
  if (wide === undefined) return true;
  if (narrow === undefined) return false;
  return (
    coversValues(wide.actions, narrow.actions) &&
    coversValues(wide.resources, narrow.resources) &&
    coversValues(wide.targets, narrow.targets) &&
    coversValues(wide.entitlements, narrow.entitlements) &&
    wide.tags.every(([key, values]) => coversValues(values, narrow.tags.find(([name]) => name === key)?.[1]))
  );
}

const coversValues = (wide: ReadonlySet<string> | undefined, narrow: ReadonlySet<string> | undefined): boolean =>
  wide === undefined || (narrow !== undefined && contains(wide, narrow));

const contains = (wide: ReadonlySet<string>, narrow: ReadonlySet<string>): boolean =>
  [...narrow].every((value) => wide.has(value));

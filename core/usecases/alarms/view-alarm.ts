import type { Alarm } from "#core/domain/alarm/alarm.ts";
import type { Core } from "#core/ports/core.ts";
import { namesOf, type PersonName } from "#core/usecases/names-of.ts";

export interface AlarmView extends Pick<
  Alarm,
  "id" | "kind" | "count" | "detail" | "raisedAt" | "acknowledgedAt" | "clearedAt"
> {
  readonly target: { readonly id: string; readonly name: string } | null;
  readonly person: PersonName | null;
  readonly acknowledgedBy: PersonName | null;
}

/** In the order given. For those with a duty in the portal. */
export const viewAlarms = async (core: Core, alarms: readonly Alarm[]): Promise<readonly AlarmView[]> => {
  const ids = alarms.flatMap(({ personId, acknowledgedById }) =>
    [personId, acknowledgedById].filter((id) => id !== null),
  );
  const [targets, name] = await Promise.all([core.catalogue.targets(), namesOf(core, ids)]);
  return alarms.map(({ id, kind, count, detail, raisedAt, acknowledgedAt, clearedAt, ...about }) => {
    const target = targets.find((each) => each.id === about.targetId);
    return {
      ...{ id, kind, count, detail, raisedAt, acknowledgedAt, clearedAt },
      target: target ? { id: target.id, name: target.name } : null,
      person: about.personId && name(about.personId),
      acknowledgedBy: about.acknowledgedById && name(about.acknowledgedById),
    };
  });
};

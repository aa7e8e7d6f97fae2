import type { Erasure } from "#core/domain/erasure/erasure.ts";
import {
  daysOf,
  type RetentionClass,
  retentionClasses,
  type RetentionSweep,
} from "#core/domain/retention/retention.ts";
import { ok, refuse } from "#core/domain/result.ts";
import type { UseCase } from "#core/ports/core.ts";
import { namesOf, type PersonName } from "#core/usecases/names-of.ts";

export interface KeptView {
  readonly classes: readonly {
    readonly id: RetentionClass;
    /** Null: for ever. */
    readonly days: number | null;
    readonly sweep: Pick<RetentionSweep, "finishedAt" | "values" | "rows"> | null;
  }[];
  /** The newest first. */
  readonly erasures: readonly (Pick<Erasure, "status" | "because" | "approvedAt" | "doneAt" | "values"> & {
    readonly person: PersonName;
  })[];
  /** Whether the process that answers could erase; another one may. */
  readonly mayErase: boolean;
}

const shown = 20;

/** For how long personal data is kept, and whose is erased: for administrators and auditors. */
export const readKept: UseCase<Record<string, never>, KeptView, "not_allowed"> = async (core, { person }) => {
  if (!person.roles.includes("administrator") && !person.roles.includes("auditor")) return refuse("not_allowed");
  const [kept, sweeps, erasures] = await Promise.all([
    core.retentions.current(),
    core.retentions.sweeps(),
    core.erasures.newest(shown),
  ]);
  const name = await namesOf(
    core,
    erasures.map(({ personId }) => personId),
  );
  return ok({
    classes: retentionClasses.map((id) => {
      const sweep = sweeps.find((one) => one.id === id);
      const { finishedAt, values, rows } = sweep ?? { finishedAt: null, values: 0, rows: 0 };
      return { id, days: kept && daysOf(kept, id), sweep: sweep ? { finishedAt, values, rows } : null };
    }),
    erasures: erasures.map(({ personId, status, because, approvedAt, doneAt, values }) => ({
      ...{ person: name(personId), status, because, approvedAt, doneAt, values },
    })),
    mayErase: core.eraser !== null,
  });
};

import type { RestoreTrouble } from "#core/domain/restore/restore-steps.ts";
import type { LogStanding } from "#core/ports/log.ts";

/** What a witness knows against this database; null where none does, or none could be asked. */
export const restoreTrouble = ({ trouble }: Pick<LogStanding, "trouble">): RestoreTrouble | null =>
  trouble === "behind" || trouble === "forked" ? trouble : null;

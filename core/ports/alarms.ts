import type { Alarm } from "#core/domain/alarm/alarm.ts";
import type { AlarmId } from "#core/domain/ids.ts";
import type { Page, PageOf } from "#core/domain/page.ts";

export interface Alarms {
  find(id: AlarmId): Promise<Alarm | null>;
  /** Those that are not cleared, newest first: few, since of one thing there is one. */
  open(): Promise<readonly Alarm[]>;
  /** All that ever were, newest first, by keyset. */
  page(page: Page): Promise<PageOf<Alarm>>;
}

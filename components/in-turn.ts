/**
 * Does the work of a key one at a time. Asked again meanwhile, however often, it is done once more afterwards: nothing that
 * changed during it is missed, and none is ever given up for the next. The work must not throw.
 */
export function inTurn(work: (key: string) => Promise<void>): (key: string) => void {
  const asked = new Set<string>();
  const busy = new Set<string>();
  const workOff = async (key: string): Promise<void> => {
    busy.add(key);
    while (asked.delete(key)) await work(key);
    busy.delete(key);
  };
  return (key) => {
    asked.add(key);
    if (!busy.has(key)) void workOff(key);
  };
}

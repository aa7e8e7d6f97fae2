export function withLock<T>(
  file: string,
  onWait: () => void,
  work: (alsoHeldBy: (pid: number) => void) => Promise<T>,
): Promise<T>;

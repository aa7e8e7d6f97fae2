export function step<T>(what: string, work: () => T | Promise<T>): Promise<T>;
export function say(line: string): void;

/** An instant on somebody's wall clock, with its zone: "Thu 26 Nov, 14:05 (Europe/Berlin)". */
export const formatAt = (at: Date, timeZone: string): string => {
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    weekday: "short",
    day: "numeric",
    month: "short",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).format(at);
  return `${parts} (${timeZone})`;
};

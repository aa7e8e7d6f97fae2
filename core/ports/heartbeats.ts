/** When a periodic worker last proved that it works. */
export interface Heartbeats {
  beat(id: string, detail: string): Promise<void>;
  last(id: string): Promise<{ readonly at: Date; readonly detail: string } | null>;
}

import { afterEach, expect, it, vi } from "vitest";
import { IdleClients } from "./idle-clients.ts";

afterEach(() => {
  vi.useRealTimers();
});

class Connection {
  up = true;
  ended = false;
  readonly openedMs: number;

  constructor(openedMs = performance.now()) {
    this.openedMs = openedMs;
  }

  isUp(): boolean {
    return this.up;
  }

  destroy(): void {
    this.ended = true;
  }
}

it("gives the connection that was used last, to one caller", () => {
  const idle = new IdleClients<Connection>();
  const [first, second] = [new Connection(), new Connection()];
  idle.keep(first);
  idle.keep(second);
  expect([idle.take(), idle.take(), idle.take()]).toEqual([second, first, null]);
  idle.close();
  expect(first.ended).toBe(false);
});

it("never gives one that no longer stands, or that was opened long ago", () => {
  const idle = new IdleClients<Connection>();
  const [lost, old] = [new Connection(), new Connection(performance.now() - 60_001)];
  idle.keep(lost);
  lost.up = false;
  idle.keep(old);
  expect([idle.take(), lost.ended, old.ended]).toEqual([null, true, true]);
});

it("keeps as many as are worked with at once, and ends what nobody wants for five seconds", () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const idle = new IdleClients<Connection>();
  const all = Array.from({ length: 65 }, () => new Connection());
  for (const one of all) idle.keep(one);
  expect(all.filter(({ ended }) => ended)).toEqual([all[64]]);
  vi.advanceTimersByTime(5_000);
  expect(all.every(({ ended }) => ended)).toBe(true);
  expect(idle.take()).toBeNull();
});

it("ends what it keeps when it is closed", () => {
  const idle = new IdleClients<Connection>();
  const one = new Connection();
  idle.keep(one);
  idle.close();
  expect(one.ended).toBe(true);
});

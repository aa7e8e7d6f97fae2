import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { liveChannel, topicsOf, waitBefore } from "./live-channel.ts";

class FakeSource extends EventTarget {
  static readonly CLOSED = 2;
  static all: FakeSource[] = [];
  readyState = 0;
  readonly href: string;
  constructor(href: string) {
    super();
    this.href = href;
    FakeSource.all.push(this);
  }
  close() {
    this.readyState = 2;
  }
  opens() {
    this.readyState = 1;
    this.dispatchEvent(new Event("open"));
  }
  says(data: string) {
    this.dispatchEvent(new MessageEvent("message", { data }));
  }
  breaks(wasRefused = false) {
    this.readyState = wasRefused ? 2 : 0;
    this.dispatchEvent(new Event("error"));
  }
}

const page = Object.assign(new EventTarget(), { hidden: false });
const heard = { onChange: vi.fn(), onResume: vi.fn(), onSignedOut: vi.fn() };
const latest = () => FakeSource.all.at(-1)!;
const show = (isShown: boolean) => {
  page.hidden = !isShown;
  page.dispatchEvent(new Event("visibilitychange"));
};

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("EventSource", FakeSource);
  vi.stubGlobal("document", page);
  FakeSource.all = [];
  page.hidden = false;
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
  vi.clearAllMocks();
});

test("a change is told by its topics; what is not ours is passed over", () => {
  const stop = liveChannel("/api/live", heard);
  latest().opens();
  latest().says('{"position":7,"topics":["grants","requests"]}');
  latest().says("hello");
  expect(heard.onChange.mock.calls).toEqual([[["grants", "requests"]]]);
  expect(heard.onResume).not.toHaveBeenCalled();
  stop();
});

test("a broken line is opened again after a wait, and everything is asked anew once it is back", () => {
  const stop = liveChannel("/api/live", heard);
  latest().opens();
  latest().breaks();
  expect(FakeSource.all).toHaveLength(1);
  vi.advanceTimersByTime(1_000);
  expect(FakeSource.all).toHaveLength(2);
  latest().opens();
  expect(heard.onResume).toHaveBeenCalledTimes(1);
  stop();
});

test("a stream refused with 401 means signed out, and nothing is opened again", async () => {
  vi.stubGlobal("fetch", () => Promise.resolve(new Response(null, { status: 401 })));
  const stop = liveChannel("/api/live", heard);
  latest().breaks(true);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(heard.onSignedOut).toHaveBeenCalledTimes(1);
  expect(FakeSource.all).toHaveLength(1);
  stop();
});

test("a stream refused with 503 is tried again", async () => {
  vi.stubGlobal("fetch", () => Promise.resolve(new Response(null, { status: 503 })));
  const stop = liveChannel("/api/live", heard);
  latest().breaks(true);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(heard.onSignedOut).not.toHaveBeenCalled();
  expect(FakeSource.all).toHaveLength(2);
  stop();
});

test("a hidden page holds no connection and catches up when it is seen again", () => {
  const stop = liveChannel("/api/live", heard);
  latest().opens();
  show(false);
  expect(latest().readyState).toBe(FakeSource.CLOSED);
  show(true);
  expect(FakeSource.all).toHaveLength(2);
  latest().opens();
  expect(heard.onResume).toHaveBeenCalledTimes(1);
  stop();
  show(true);
  expect(FakeSource.all).toHaveLength(2);
});

test("the wait doubles from one second to thirty, at least half of it certain", () => {
  expect([0, 1, 4, 5, 50].map((attempt) => waitBefore(attempt, 1))).toEqual([1_000, 2_000, 16_000, 30_000, 30_000]);
  expect(waitBefore(0, 0)).toBe(500);
});

test.each(['{"topics":[1]}', '{"topics":"grants"}', "null", "{", '{"position":1}'])("%s carries no topics", (data) => {
  expect(topicsOf(data)).toBeNull();
});

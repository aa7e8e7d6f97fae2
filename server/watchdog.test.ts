import { expect, test, vi } from "vitest";
import type { Core } from "#core/ports/core.ts";
import { scanTargets } from "#core/usecases/drift/scan-targets.ts";
import { watchOver } from "#core/usecases/alarms/watch-over.ts";
import { useTestEnvironment } from "#server/testing/use-test-environment.ts";
import { startWatchdog } from "#server/watchdog.ts";

useTestEnvironment();

// Nobody waits here: a rest is one turn of the event loop.
vi.mock("node:timers/promises", () => ({ setTimeout: () => new Promise((resolve) => setImmediate(resolve)) }));
vi.mock("#core/usecases/alarms/watch-over.ts", () => ({ watchOver: vi.fn(() => Promise.resolve({ open: 0 })) }));

const failing = vi.hoisted(() => () => Promise.reject(new Error("too many clients already")));
vi.mock("#core/usecases/clocks/measure-clocks.ts", () => ({ measureClocks: failing }));
vi.mock("#core/usecases/restore/end-restored.ts", () => ({ endRestored: failing }));
vi.mock("#core/usecases/drift/scan-targets.ts", () => ({ scanTargets: vi.fn(failing) }));
vi.mock("#core/usecases/use/follow-use.ts", () => ({ followUse: failing }));

test("alarms are looked for, whatever else the watchdog does fails", async () => {
  const watchdog = startWatchdog({ ids: { random: () => 0 } } as unknown as Core);
  await vi.waitFor(() => expect(watchOver).toHaveBeenCalled(), 60_000);
  await watchdog.stop();
});

test("targets are compared, whichever of them never comes to an end of its list", async () => {
  const compare = vi.mocked(scanTargets);
  compare.mockClear();
  compare.mockImplementationOnce(() => new Promise(() => undefined));
  const watchdog = startWatchdog({ ids: { random: () => 0 } } as unknown as Core);
  await vi.waitFor(() => expect(compare.mock.calls.length).toBeGreaterThan(6), 60_000);
  await watchdog.stop();
});

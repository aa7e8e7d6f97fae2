import { expect, test, vi } from "vitest";
import { createAddressGuard } from "./address-guard.ts";

const dns = vi.hoisted(() => ({ lookup: vi.fn() }));
vi.mock("node:dns/promises", () => dns);

test("a name that is not answered takes one look-up, however many calls wait for it; the next one asks anew", async () => {
  const guard = createAddressGuard({ allow: [] });
  let answer: (found: { address: string }[]) => void = () => undefined;
  dns.lookup.mockImplementation((name: string) =>
    name === "slow.test" ? new Promise((resolve) => (answer = resolve)) : Promise.resolve([{ address: "1.1.1.1" }]),
  );
  const waiting = Array.from({ length: 64 }, () => guard("slow.test"));
  expect(await guard("other.test")).toBe("1.1.1.1");
  expect(dns.lookup.mock.calls.map(([name]) => name as string)).toEqual(["slow.test", "other.test"]);
  answer([{ address: "8.8.8.8" }]);
  expect(new Set(await Promise.all(waiting))).toEqual(new Set(["8.8.8.8"]));
  dns.lookup.mockRejectedValueOnce(new Error("ENOTFOUND"));
  await expect(guard("slow.test")).rejects.toThrow("cannot be resolved");
  dns.lookup.mockResolvedValueOnce([{ address: "10.0.0.1" }]);
  await expect(guard("slow.test")).rejects.toThrow("not allowed");
});

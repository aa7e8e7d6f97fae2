import { expect, test } from "vitest";
import { addressBehind } from "#server/client-address.ts";

test.each([
  ["no proxy: the header is ignored", 0, "6.6.6.6", "10.0.0.9", "10.0.0.9"],
  ["one proxy: what it appended counts", 1, "6.6.6.6, 198.51.100.7", "10.0.0.9", "198.51.100.7"],
  ["two proxies", 2, "6.6.6.6, 198.51.100.7, 10.0.0.8", "10.0.0.9", "198.51.100.7"],
  ["one proxy that was passed by: nothing is known", 1, "", "198.51.100.7", ""],
  ["what is no address is nothing", 1, "evil, unknown", "10.0.0.9", ""],
  ["IPv4 within IPv6 is IPv4", 0, "", "::ffff:198.51.100.7", "198.51.100.7"],
  ["IPv6", 1, "2001:db8::1", "::1", "2001:db8::1"],
])("%s", (_, proxies, forwarded, socket, address) => {
  expect(addressBehind(proxies, forwarded, socket)).toBe(address);
});

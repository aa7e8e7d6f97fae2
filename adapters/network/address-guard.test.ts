import { expect, test } from "vitest";
import { createAddressGuard, ForbiddenAddress } from "./address-guard.ts";

const guard = createAddressGuard({ allow: [] });

test.for([
  ["loopback", "127.0.0.1"],
  ["loopback", "127.255.0.9"],
  ["loopback by name", "localhost"],
  ["loopback by name with a dot", "localhost."],
  ["loopback in one number", "2130706433"],
  ["loopback in hexadecimal", "0x7f000001"],
  ["loopback in hexadecimal parts", "0x7f.0.0.1"],
  ["loopback in octal", "0177.0.0.1"],
  ["loopback, shortened", "127.1"],
  ["IPv6 loopback", "::1"],
  ["IPv6 loopback in brackets", "[::1]"],
  ["unspecified", "0.0.0.0"],
  ["unspecified, shortened", "0"],
  ["IPv6 unspecified", "::"],
  ["metadata", "169.254.169.254"],
  ["metadata in one number", "2852039166"],
  ["metadata, IPv6", "fd00:ec2::254"],
  ["metadata of Azure", "168.63.129.16"],
  ["metadata of Alibaba", "100.100.100.200"],
  ["private", "10.1.2.3"],
  ["private", "172.16.0.1"],
  ["private", "192.168.1.1"],
  ["carrier-grade NAT", "100.64.0.1"],
  ["multicast", "224.0.0.1"],
  ["broadcast", "255.255.255.255"],
  ["reserved", "240.0.0.1"],
  ["documentation", "203.0.113.7"],
  ["benchmarking", "198.18.0.1"],
  ["IPv6 link-local", "fe80::1"],
  ["IPv6 unique local", "fc00::1"],
  ["IPv6 site-local", "fec0::1"],
  ["IPv6 multicast", "ff02::1"],
  ["IPv6 documentation", "2001:db8::1"],
  ["IPv4-mapped loopback", "::ffff:127.0.0.1"],
  ["IPv4-mapped private in hexadecimal", "::ffff:a00:1"],
  ["IPv4-compatible loopback", "::127.0.0.1"],
  ["6to4 of a private address", "2002:a00:1::"],
  ["6to4 of any address", "2002:808:808::1"],
  ["NAT64 of loopback", "64:ff9b::7f00:1"],
  ["NAT64 with a local prefix", "64:ff9b:1::a00:1"],
  ["IPv4-translated", "::ffff:0:7f00:1"],
  ["Teredo", "2001:0:7f00:1::"],
  ["beyond what is routed", "4000::1"],
  ["a name that does not exist", "no-such-host.invalid"],
  ["nothing", ""],
  ["no host at all", "exa mple"],
] as const)("refused: %s (%s)", async ([, host]) => {
  await expect(guard(host)).rejects.toThrow(ForbiddenAddress);
});

test.for([
  ["8.8.8.8", "8.8.8.8"],
  ["134744072", "8.8.8.8"],
  ["2606:4700:4700::1111", "2606:4700:4700::1111"],
  ["[2606:4700:4700::1111]", "2606:4700:4700::1111"],
] as const)("a public address is passed on as itself: %s", async ([host, address]) => {
  expect(await guard(host)).toBe(address);
});

test("an allowed range opens what is in it, in every notation, and nothing else", async () => {
  const internal = createAddressGuard({ allow: ["10.20.0.0/16", "127.0.0.0/8", "fd12::/16"] });
  expect(await internal("10.20.3.4")).toBe("10.20.3.4");
  expect(await internal("0x7f.1")).toBe("127.0.0.1");
  expect(await internal("::ffff:10.20.0.1")).toMatch(/^::ffff:/);
  expect(await internal("fd12::9")).toBe("fd12::9");
  for (const host of ["10.21.0.1", "::1", "169.254.169.254", "fd13::9", "2002:a14:1::"]) {
    await expect(internal(host)).rejects.toThrow(ForbiddenAddress);
  }
});

test("an allowed range that is none stops the start", () => {
  expect(() => createAddressGuard({ allow: ["10.0.0.0/33"] })).toThrow();
});

import { expect, test } from "vitest";
import { readSettings } from "./settings.ts";

const real = {
  DATABASE_URL: "postgresql://lapse_app:x@db/lapse",
  LAPSE_MIGRATE_URL: "postgresql://lapse_owner:x@db/lapse",
};

test("without anything set it is a demo on http://localhost:3000, on loopback alone", () => {
  const settings = readSettings({});
  expect(settings).toMatchObject({ port: 3000, host: "127.0.0.1", database: undefined });
  expect(settings.publicUrl.href).toBe("http://localhost:3000/");
});

test.each(["http://localhost:4000", "http://127.0.0.1:4000", "http://[::1]:4000"])("a demo may be %s", (address) => {
  expect(readSettings({ LAPSE_PUBLIC_URL: address }).publicUrl.origin).toBe(address);
});

test.each([
  "https://lapse.example.test",
  "http://10.0.0.5:3000",
  "http://localhost.example.test",
  "http://0.0.0.0:3000",
])("a demo is refused the public address %s", (address) => {
  expect(() => readSettings({ LAPSE_PUBLIC_URL: address })).toThrow(/on this machine only/);
  expect(readSettings({ ...real, LAPSE_PUBLIC_URL: address }).publicUrl.origin).toBe(address);
});

test("a demo listens on loopback whatever LAPSE_HOST says", () => {
  expect(readSettings({ LAPSE_HOST: "0.0.0.0" }).host).toBe("127.0.0.1");
  expect(readSettings({ ...real, LAPSE_HOST: "0.0.0.0" }).host).toBe("0.0.0.0");
});

test("an owner or an eraser without the portal's own role is refused", () => {
  expect(() => readSettings({ LAPSE_MIGRATE_URL: real.LAPSE_MIGRATE_URL })).toThrow(/go with DATABASE_URL/);
  expect(() => readSettings({ LAPSE_ERASE_URL: "postgresql://lapse_eraser:x@db/lapse" })).toThrow(/go with/);
});

test("a portal that may not migrate knows no owner", () => {
  const { database } = readSettings({ DATABASE_URL: real.DATABASE_URL, LAPSE_MIGRATE_URL: "" });
  expect(database).toEqual({ appUrl: real.DATABASE_URL, ownerUrl: undefined, eraseUrl: undefined });
});

test("a refusal never repeats an address, which may hold a password", () => {
  expect(() => readSettings({ ...real, DATABASE_URL: "mysql://lapse:hidden@db/lapse" })).toThrow(
    /^(?!.*hidden).*DATABASE_URL/,
  );
  expect(() => readSettings({ ...real, DATABASE_URL: "hidden" })).toThrow(/^(?!.*hidden).*DATABASE_URL/);
});

test.each(["0", "-1", "65536", "3000.5", "http"])("PORT=%s is refused", (port) => {
  expect(() => readSettings({ PORT: port })).toThrow(/PORT must be a port number/);
});

test("an empty variable counts as unset", () => {
  expect(readSettings({ PORT: "", DATABASE_URL: " ", LAPSE_MIGRATE_URL: "" })).toMatchObject({
    port: 3000,
    database: undefined,
  });
});

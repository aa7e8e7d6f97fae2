import { expect, test } from "vitest";
import { createIds } from "./ids.ts";
import { createSecrets } from "./secrets.ts";
import { id } from "#core/domain/text-input.ts";

const secrets = createSecrets();

test("a password is kept as argon2id with the parameters that OWASP names, salted", async () => {
  const [one, two] = [await secrets.hashPassword("fake-password"), await secrets.hashPassword("fake-password")];
  expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(one).not.toBe(two);
  expect(await secrets.verifyPassword(one, "fake-password")).toBe(true);
  expect(await secrets.verifyPassword(one, "fake-passwore")).toBe(false);
});

test("where there is no account, any password is wrong, and takes as long to be", async () => {
  const hash = await secrets.hashPassword("fake-password");
  const cpuMs = async (known: string | null): Promise<number> => {
    const before = process.cpuUsage();
    expect(await secrets.verifyPassword(known, "wrong")).toBe(false);
    const used = process.cpuUsage(before);
    return (used.user + used.system) / 1000;
  };
  // The least of several, because whatever else this process does comes on top.
  let [nobody, somebody] = [Infinity, Infinity];
  for (let round = 0; round < 8; round++) {
    nobody = Math.min(nobody, await cpuMs(null));
    somebody = Math.min(somebody, await cpuMs(hash));
  }
  expect(nobody / somebody).toBeGreaterThan(0.5);
  expect(nobody / somebody).toBeLessThan(2);
});

test("a token carries 256 random bits and is found by its hash alone", () => {
  const { token, hash } = secrets.newToken();
  expect(token).toMatch(/^lapse_[A-Za-z0-9_-]{43}$/);
  expect(hash).toMatch(/^[0-9a-f]{64}$/);
  expect(secrets.hashToken(token)).toBe(hash);
  expect(secrets.newToken().token).not.toBe(token);
});

test("an id is what the inputs accept, and never comes twice", () => {
  const ids = createIds();
  const made = Array.from({ length: 2_000 }, () => ids.newId("req"));
  expect(new Set(made).size).toBe(made.length);
  for (const each of made) expect(id("req").safeParse(each).success).toBe(true);
  const digits = new Set(made.map((each) => each.at(-1)));
  expect(digits.size).toBe(32);
  for (let round = 0; round < 1_000; round++) {
    const random = ids.random();
    expect(random >= 0 && random < 1).toBe(true);
  }
});

import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { checkSlackCall, type SignedCall } from "./check-slack-call.ts";

const secret = "8f742231b10e8888abcd99yyyzzz85a5";
const now = new Date("2030-01-01T12:00:00.500Z");
const seconds = Math.floor(now.getTime() / 1000);
const body = "payload=%7B%22type%22%3A%22block_actions%22%7D";

/** As Slack documents it: v0, and HMAC-SHA256 over version, timestamp and body. */
const sign = (key: string, timestamp: string, text: string): string =>
  `v0=${createHmac("sha256", key).update(`v0:${timestamp}:${text}`).digest("hex")}`;
const call = (parts: Partial<SignedCall> = {}, at = seconds): SignedCall => ({
  body,
  timestamp: String(at),
  signature: sign(secret, String(at), parts.body ?? body),
  ...parts,
});
const good = sign(secret, String(seconds), body);
const hex = good.slice(3);
const accepted = (signed: SignedCall, key = secret): boolean => checkSlackCall(key, signed, now) !== null;

test.each([
  ["now", call()],
  ["299 seconds old", call({}, seconds - 299)],
  ["at the edge of five minutes", call({}, seconds - 299)],
  ["of a clock that is 299 seconds ahead", call({}, seconds + 299)],
  ["with an empty body", call({ body: "" })],
  ["with a body beyond ASCII", call({ body: "payload=é🚀" })],
  ["with a long body", call({ body: "x".repeat(60_000) })],
  ["with line ends as they came", call({ body: "a\r\nb" })],
])("a call that Slack signed is accepted: %s", (_, signed) => {
  expect(accepted(signed)).toBe(true);
});

test("Slack's documented example is accepted at its time, and not today", () => {
  const example = {
    body: "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c",
    timestamp: "1531420618",
    signature: "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503",
  };
  expect(checkSlackCall(secret, example, new Date(1_531_420_618_000))).not.toBeNull();
  expect(checkSlackCall(secret, example, now)).toBeNull();
});

test.each<[string, Partial<SignedCall>, number?]>([
  ["no signature", { signature: null }],
  ["no timestamp", { timestamp: null }],
  ["an empty signature", { signature: "" }],
  ["an empty timestamp", { timestamp: "" }],
  ["only the version", { signature: "v0=" }],
  ["the hash without the version", { signature: hex }],
  ["another version", { signature: `v1=${hex}` }],
  ["a version in capitals", { signature: `V0=${hex}` }],
  ["the hash in capitals", { signature: `v0=${hex.toUpperCase()}` }],
  ["the hash cut short", { signature: good.slice(0, -1) }],
  ["the hash made longer", { signature: `${good}0` }],
  ["something after a second sign", { signature: `${good}=x` }],
  ["two signatures", { signature: `${good}, ${good}` }],
  ["a space before", { signature: ` ${good}` }],
  ["a line end behind", { signature: `${good}\n` }],
  ["the first digit changed", { signature: `v0=${hex.startsWith("0") ? "1" : "0"}${hex.slice(1)}` }],
  ["the last digit changed", { signature: `${good.slice(0, -1)}${good.endsWith("0") ? "1" : "0"}` }],
  ["zeros", { signature: `v0=${"0".repeat(64)}` }],
  ["another secret", { signature: sign("another-secret", String(seconds), body) }],
  ["an empty secret", { signature: sign("", String(seconds), body) }],
  ["a body changed by one sign", { body: `${body} `, signature: good }],
  ["a body in another case", { body: body.toUpperCase(), signature: good }],
  ["an empty body under the signature of another", { body: "", signature: good }],
  ["a body with a byte order mark", { body: `\uFEFF${body}`, signature: good }],
  ["line ends that were changed", { body: "a\nb", signature: sign(secret, String(seconds), "a\r\nb") }],
  ["the signature of another instant", { signature: sign(secret, String(seconds - 1), body) }],
  ["a timestamp moved under the same signature", { timestamp: String(seconds + 1), signature: good }],
  ["a colon moved from the timestamp to the body", { body: `1:${body}`, timestamp: String(seconds), signature: good }],
  ["301 seconds old", {}, seconds - 301],
  ["a day old", {}, seconds - 86_400],
  ["302 seconds ahead", {}, seconds + 302],
  ["a day ahead", {}, seconds + 86_400],
  ["at the beginning of time", {}, 1],
  ["zero", { timestamp: "0", signature: sign(secret, "0", body) }],
  ["a negative timestamp", { timestamp: `-${seconds}`, signature: sign(secret, `-${seconds}`, body) }],
  ["a timestamp with a fraction", { timestamp: `${seconds}.5`, signature: sign(secret, `${seconds}.5`, body) }],
  ["a timestamp in milliseconds", { timestamp: `${seconds}000`, signature: sign(secret, `${seconds}000`, body) }],
  ["a timestamp with a sign", { timestamp: `+${seconds}`, signature: sign(secret, `+${seconds}`, body) }],
  ["a timestamp with a leading zero", { timestamp: `0${seconds}`, signature: sign(secret, `0${seconds}`, body) }],
  ["a timestamp with a space", { timestamp: ` ${seconds}`, signature: sign(secret, ` ${seconds}`, body) }],
  ["a timestamp in hexadecimal", { timestamp: "0x7095cd80", signature: sign(secret, "0x7095cd80", body) }],
  ["a timestamp in powers of ten", { timestamp: "1.8e9", signature: sign(secret, "1.8e9", body) }],
  ["no number", { timestamp: "NaN", signature: sign(secret, "NaN", body) }],
  ["infinity", { timestamp: "Infinity", signature: sign(secret, "Infinity", body) }],
  ["two timestamps", { timestamp: `${seconds}, ${seconds}`, signature: sign(secret, `${seconds}, ${seconds}`, body) }],
])("a call that is not Slack's is refused: %s", (_, parts, at) => {
  expect(accepted(call(parts, at))).toBe(false);
});

test("nobody is let in under an empty secret", () => {
  expect(accepted(call({ signature: sign("", String(seconds), body) }), "")).toBe(false);
});

test("one call has one name, and another call has another", () => {
  const name = (signed: SignedCall) => checkSlackCall(secret, signed, now)?.callId;
  expect(name(call())).toBe(name(call()));
  expect(new Set([name(call()), name(call({}, seconds - 1)), name(call({ body: "other" }))]).size).toBe(3);
});

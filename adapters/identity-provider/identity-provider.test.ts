import { afterAll, beforeEach, describe, expect, it, vi } from "vitest";
import { createIdentityProvider } from "#adapters/identity-provider/identity-provider.ts";
import type { StepUpId } from "#core/domain/ids.ts";
import { ProviderUnreachable } from "#core/ports/identity-provider.ts";
import { createProviderStandIn, type Deviation } from "#core/testing/provider-stand-in.ts";

const standIn = await createProviderStandIn(Date.now);
afterAll(() => standIn.close());

const redirectUri = "https://lapse.test/api/oidc/confirmation";
const onUnreachable = vi.fn();
const settings = {
  ...{ issuer: standIn.issuer, ...standIn.client, redirectUri },
  ...{ verifierKey: Buffer.alloc(32, 3), onUnreachable },
};
const asked = { stepUpId: "stp_1" as StepUpId, challenge: "J3x0bqk1R8m4fVt2yWc6nLp9sZd5hGa7uQe3oKi0jXw" };
const now = () => new Date(Date.now());
const nowSeconds = () => Math.floor(Date.now() / 1000);
const provider = createIdentityProvider(settings);
const redeem = async (deviation: Deviation = {}, at = now(), of = asked) =>
  provider.redeem(standIn.authenticate(await provider.authorizationUrl(asked), "ana", deviation), of, at);

beforeEach(() => {
  standIn.failWith(null);
  vi.useRealTimers();
  onUnreachable.mockClear();
});

describe("the address at which the provider is asked", () => {
  it("asks for a new authentication, with the challenge as nonce, and binds the answer to this portal", async () => {
    const url = new URL(await provider.authorizationUrl(asked));
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      ...{ client_id: standIn.client.clientId, response_type: "code", redirect_uri: redirectUri, scope: "openid" },
      ...{ prompt: "login", max_age: "0", nonce: asked.challenge, state: asked.stepUpId },
      ...{ code_challenge_method: "S256", code_challenge: expect.stringMatching(/^[\w-]{43}$/) as string },
    });
  });

  it("has another PKCE challenge for each confirmation, and the same at every replica", async () => {
    const challengeOf = async (stepUpId: string, at = provider) => {
      const url = await at.authorizationUrl({ ...asked, stepUpId: stepUpId as StepUpId });
      return new URL(url).searchParams.get("code_challenge");
    };
    const replica = createIdentityProvider(settings);
    expect(await challengeOf("stp_1", replica)).toBe(await challengeOf("stp_1"));
    expect(await challengeOf("stp_2")).not.toBe(await challengeOf("stp_1"));
  });
});

describe("an answer of the provider", () => {
  it("says who authenticated, where and when", async () => {
    const authenticatedAt = new Date(nowSeconds() * 1000 - 2000);
    expect(await redeem({ claims: { auth_time: authenticatedAt.getTime() / 1000 } })).toEqual({
      ...{ issuer: standIn.issuer, subject: "ana", authenticatedAt },
    });
  });

  it.each<[string, Deviation]>([
    ["signed with a key that is not the provider's", { signedWith: "another key" }],
    ["not signed at all", { signedWith: "nothing" }],
    ["signed with what the portal itself knows", { signedWith: "the client's secret" }],
    ["of another issuer", { claims: { iss: "https://id.example" } }],
    ["for another portal", { claims: { aud: "another-client" } }],
    ["expired", { claims: { iat: nowSeconds() - 600, exp: nowSeconds() - 60 } }],
    ["with another challenge", { claims: { nonce: "K3x0bqk1R8m4fVt2yWc6nLp9sZd5hGa7uQe3oKi0jXw" } }],
    ["without a challenge", { claims: { nonce: undefined } }],
    ["that does not say when", { claims: { auth_time: undefined } }],
    ["that says when in words", { claims: { auth_time: "just now" } }],
    ["of an authentication more than five minutes ago", { claims: { auth_time: nowSeconds() - 340 } }],
    ["without a subject", { claims: { sub: undefined } }],
  ])("is nothing when its ID token is %s", async (_, deviation) => {
    expect(await redeem(deviation)).toBeNull();
  });

  it("is nothing for another confirmation than the one it was given for, and nothing the second time", async () => {
    expect(await redeem({}, now(), { ...asked, stepUpId: "stp_2" as StepUpId })).toBeNull();
    const answer = standIn.authenticate(await provider.authorizationUrl(asked), "ana");
    expect(await provider.redeem(answer, asked, now())).not.toBeNull();
    expect(await provider.redeem(answer, asked, now())).toBeNull();
  });

  it.each([
    ["without a code", "state=stp_1"],
    ["with a code that nobody gave", "state=stp_1&code=made-up"],
    ["that is a refusal", "state=stp_1&error=access_denied"],
    ["twice over", "state=stp_1&state=stp_1&code=a"],
  ])("is nothing %s", async (_, search) => {
    expect(await provider.redeem(new URL(`${redirectUri}?${search}`), asked, now())).toBeNull();
  });

  it("is judged by the database's clock, whatever this process takes the time to be", async () => {
    const url = await provider.authorizationUrl(asked);
    const [good, late] = [standIn.authenticate(url, "ana"), standIn.authenticate(url, "ana")];
    const at = now();
    vi.useFakeTimers({ toFake: ["Date"], now: at.getTime() + 24 * 3_600_000 });
    expect(await provider.redeem(good, asked, at)).toMatchObject({ subject: "ana" });
    expect(await provider.redeem(late, asked, now())).toBeNull();
  });
});

describe("a provider's name", () => {
  it("may have a path, and end with a slash", async () => {
    const tenant = await createProviderStandIn(Date.now, "/application/o/lapse/");
    const asTenant = createIdentityProvider({
      ...settings,
      ...tenant.client,
      issuer: tenant.issuer.replace(/\/$/, ""),
    });
    const answer = tenant.authenticate(await asTenant.authorizationUrl(asked), "ana");
    expect(await asTenant.redeem(answer, asked, now())).toMatchObject({ issuer: tenant.issuer, subject: "ana" });
    await tenant.close();
  });
});

describe("a provider that cannot be asked", () => {
  it("is told apart from one that refuses, and is asked again the next time", async () => {
    const fresh = createIdentityProvider(settings);
    standIn.failWith(502);
    await expect(fresh.authorizationUrl(asked)).rejects.toThrow(ProviderUnreachable);
    standIn.failWith(null);
    const answer = standIn.authenticate(await fresh.authorizationUrl(asked), "ana");
    standIn.failWith(502);
    await expect(fresh.redeem(answer, asked, now())).rejects.toThrow(ProviderUnreachable);
    // Why, is for whoever runs the portal.
    expect(onUnreachable).toHaveBeenCalledTimes(2);
  });

  it("is one that nobody listens at", async () => {
    const nowhere = createIdentityProvider({ ...settings, issuer: "http://127.0.0.1:9" });
    await expect(nowhere.authorizationUrl(asked)).rejects.toThrow(ProviderUnreachable);
  });
});

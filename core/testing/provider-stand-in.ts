import { createHash, createHmac, generateKeyPairSync, type KeyObject, randomBytes, sign } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

/** How an answer differs from a good one. */
export interface Deviation {
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly signedWith?: "another key" | "nothing" | "the client's secret";
}

export interface ProviderStandIn {
  readonly issuer: string;
  readonly client: { readonly clientId: string; readonly clientSecret: string };
  /** What the browser is sent back with after `subject` authenticated at this address, just now. */
  authenticate(url: string, subject: string, deviation?: Deviation): URL;
  /** From now on every call is answered so. */
  failWith(status: number | null): void;
  close(): Promise<void>;
}

interface Code {
  readonly challenge: string;
  readonly redirectUri: string;
  readonly idToken: string;
}

const client = { clientId: "lapse-under-test", clientSecret: "not-a-real-client-secret" };
const credentials = `${client.clientId}:${client.clientSecret}`;
const rsa = () => generateKeyPairSync("rsa", { modulusLength: 2048 });

/** An OpenID Connect provider that can also lie: codes are good once, with their PKCE verifier and the client's secret. */
export const createProviderStandIn = async (nowMs: () => number, path = ""): Promise<ProviderStandIn> => {
  const [own, another] = [rsa(), rsa()];
  const codes = new Map<string, Code>();
  let failure: number | null = null;
  const server = createServer((request, response) => {
    if (failure === null) void serve({ origin: origin(), path, jwk: own.publicKey, codes }, request, response);
    else response.writeHead(failure).end();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const origin = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const issuerOf = () => origin() + path;
  return {
    client,
    issuer: issuerOf(),
    authenticate: (url, subject, { claims = {}, signedWith } = {}) => {
      const asked = new URL(url).searchParams;
      const nowSeconds = Math.floor(nowMs() / 1000);
      const idToken = signed(
        {
          ...{ iss: issuerOf(), aud: client.clientId, sub: subject, nonce: asked.get("nonce") },
          ...{ iat: nowSeconds, exp: nowSeconds + 60, auth_time: nowSeconds, ...claims },
        },
        { own: own.privateKey, another: another.privateKey },
        signedWith,
      );
      const code = randomBytes(16).toString("base64url");
      const redirectUri = asked.get("redirect_uri") ?? "";
      codes.set(code, { challenge: asked.get("code_challenge") ?? "", redirectUri, idToken });
      const answer = new URL(redirectUri);
      answer.search = new URLSearchParams({ code, state: asked.get("state") ?? "" }).toString();
      return answer;
    },
    failWith: (status) => (failure = status),
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
};

const signed = (
  claims: object,
  keys: { readonly own: KeyObject; readonly another: KeyObject },
  with_: Deviation["signedWith"],
): string => {
  const alg = with_ === "nothing" ? "none" : with_ === "the client's secret" ? "HS256" : "RS256";
  const said = [{ alg, kid: "1" }, claims].map((part) => Buffer.from(JSON.stringify(part)).toString("base64url"));
  const input = said.join(".");
  if (alg === "none") return `${input}.`;
  const signature =
    alg === "HS256"
      ? createHmac("sha256", client.clientSecret).update(input).digest()
      : sign("sha256", Buffer.from(input), with_ === "another key" ? keys.another : keys.own);
  return `${input}.${signature.toString("base64url")}`;
};

interface Serving {
  readonly origin: string;
  readonly path: string;
  readonly jwk: KeyObject;
  readonly codes: Map<string, Code>;
}

const serve = async ({ origin, path, jwk, codes }: Serving, request: IncomingMessage, response: ServerResponse) => {
  const say = (status: number, body: object) =>
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
  if (request.url === `${path.replace(/\/$/, "")}/.well-known/openid-configuration`)
    return say(200, {
      ...{ issuer: origin + path, authorization_endpoint: `${origin}/auth`, token_endpoint: `${origin}/token` },
      ...{ jwks_uri: `${origin}/keys`, response_types_supported: ["code"], subject_types_supported: ["public"] },
      ...{ id_token_signing_alg_values_supported: ["RS256"] },
    });
  if (request.url === "/keys")
    return say(200, { keys: [{ ...jwk.export({ format: "jwk" }), kid: "1", alg: "RS256", use: "sig" }] });
  const sent = new URLSearchParams(await text(request));
  const known = codes.get(sent.get("code") ?? "");
  codes.delete(sent.get("code") ?? "");
  const verifier = createHash("sha256")
    .update(sent.get("code_verifier") ?? "")
    .digest("base64url");
  const isGood =
    presented(request) === credentials &&
    known?.challenge === verifier &&
    known.redirectUri === sent.get("redirect_uri");
  return isGood
    ? say(200, { access_token: "a", token_type: "Bearer", expires_in: 60, id_token: known.idToken })
    : say(400, { error: "invalid_grant" });
};

/** RFC 6749, 2.3.1: both parts are form-encoded before they are joined. */
const presented = ({ headers: { authorization = "" } }: IncomingMessage): string =>
  decodeURIComponent(Buffer.from(authorization.replace("Basic ", ""), "base64").toString());

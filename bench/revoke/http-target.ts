import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { signMessage } from "#connectors/http/sign-message.ts";
import type { StubOrder } from "./http-stub.ts";
import type { BareCalls, RevokeTarget, Seeded } from "./revoke-target.ts";

const secret = `whsec_${Buffer.from("fake-signing-secret-of-32-bytes!").toString("base64")}`;
const names = Array.from({ length: 50 }, (_, n) => `orders/${n}`);

/** The reference endpoint in a process of its own. */
export const startHttpTarget = async (portalId: string): Promise<RevokeTarget> => {
  const stub = fork(fileURLToPath(new URL("./http-stub.ts", import.meta.url)), [secret, portalId]);
  const [address] = (await once(stub, "message")) as [{ port: number }];
  const url = `http://127.0.0.1:${address.port}/lapse`;
  /** Answers how many have access afterwards. */
  const order = async (text: StubOrder): Promise<number> => {
    stub.send(text);
    const [held] = (await once(stub, "message")) as [number];
    return held;
  };
  await order({ offers: names });
  return {
    kind: "http",
    name: "http",
    settings: { url, allowHttp: true, requestTimeoutMs: 8_000 },
    secret,
    entitlements: names.map((entitlement) => ({ resource: entitlement, action: "read", mapping: { entitlement } })),
    accountOf: (run, n) => `${run}.${n}@example.test`,
    fill: async (all) => {
      await order({ holders: all.map((one) => ({ ...one, entitlement: names[one.entitlement] ?? "" })) });
    },
    bareCalls: () => Promise.resolve(bareCalls(url, portalId)),
    left: () => order({}),
    stop: async () => {
      const exited = once(stub, "exit");
      stub.disconnect();
      await exited;
    },
  };
};

/** Node's own fetch (undici) keeps its connections. */
const bareCalls = (url: string, portalId: string): BareCalls => {
  const post = async (operation: string, { holdingId, account, entitlement }: Seeded): Promise<unknown> => {
    const access = { portalId, holdingId, account, entitlement: names[entitlement], fence: 1 };
    const body = JSON.stringify({ operation, access });
    const headers = signMessage(secret, `msg_${holdingId}`, new Date(), body);
    const answer = await fetch(url, { method: "POST", body, headers });
    if (!answer.ok) throw new Error(`${operation}: ${answer.status}`);
    return answer.json();
  };
  return {
    remove: async (one) => {
      await post("remove", one);
    },
    isGone: async (one) => ((await post("observe", one)) as { state: string }).state === "absent",
    close: () => Promise.resolve(),
  };
};

import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

interface Called {
  readonly method: string;
  readonly token: string | null;
  readonly args: Readonly<Record<string, string>>;
}

export interface SlackStandIn {
  readonly apiUrl: string;
  readonly calls: Called[];
  /** What a method answers besides `ok`; by default what Slack documents for success. */
  readonly answers: Map<string, Record<string, unknown>>;
  close(): Promise<void>;
}

interface Member {
  readonly id: string;
  readonly email: string;
  readonly flags?: Readonly<Record<string, boolean>>;
  /** Of another company, whose members are in a channel that is shared with it. */
  readonly team?: string;
}

const ownTeam = "T0OWN";

/** Slack's Web API as far as we call it, over HTTP, for its official SDK: who is who, and messages that can be changed. */
export const startSlackStandIn = async (members: readonly Member[]): Promise<SlackStandIn> => {
  const calls: Called[] = [];
  const answers = new Map<string, Record<string, unknown>>();
  const shown = (member: Member | undefined, missing: string) =>
    member
      ? {
          ok: true,
          user: {
            ...{ id: member.id, team_id: member.team ?? ownTeam, is_email_confirmed: true },
            ...{ ...member.flags, profile: { email: member.email } },
          },
        }
      : { ok: false, error: missing };
  const answer = (method: string, args: Readonly<Record<string, string>>): Record<string, unknown> => {
    const special = answers.get(method);
    if (special) return special;
    if (method === "auth.test") return { ok: true, team_id: ownTeam };
    if (method === "users.lookupByEmail")
      return shown(
        members.find(({ email }) => email === args["email"]),
        "users_not_found",
      );
    if (method === "users.info")
      return shown(
        members.find(({ id }) => id === args["user"]),
        "user_not_found",
      );
    return { ok: true, channel: `D${args["channel"] ?? ""}`, ts: `${calls.length}.000100` };
  };
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      const method = (request.url ?? "").replace(/^\/+api\//, "");
      const args = Object.fromEntries(new URLSearchParams(Buffer.concat(parts).toString("utf8")));
      const token = request.headers.authorization?.replace("Bearer ", "") ?? null;
      calls.push({ method, token, args });
      response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(answer(method, args)));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    apiUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`,
    calls,
    answers,
    close: () => new Promise((resolve) => void server.close(() => resolve())),
  };
};

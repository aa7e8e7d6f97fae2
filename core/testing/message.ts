import type { Person } from "#core/domain/directory/person.ts";
import type { Message } from "#core/domain/notice/message.ts";
import type { RequestId } from "#core/domain/ids.ts";
import { at } from "#core/testing/grants.ts";
import { person } from "#core/testing/requests.ts";

/** What an approver is sent, with everything in it that a markup could take for its own. */
export const aMessage = (parts: Partial<Message> = {}): Message => ({
  kind: "requestToDecide",
  title: `Inès <Duarte> & co. asks for "read" on orders-db`,
  rows: [
    { label: "How long", text: "1 h" },
    { label: "Lapses", at: at(3600) },
  ],
  reason: "look into <script>alert(1)</script> & *this*\nINC-4211",
  link: { label: "Open and decide", path: "/requests/req_example" },
  ballot: { requestId: "req_example" as RequestId, digest: "d".repeat(64), stepUp: false },
  about: { requestId: "req_example" },
  ...parts,
});

export const aPerson = (parts: Partial<Person> = {}): Person => ({
  ...{ id: person("ana"), version: 1, email: "ana@example.test", name: "Ana Lindqvist", timezone: "Europe/Berlin" },
  ...{ roles: [], attributes: {}, onCall: false, managerId: null, source: "local", disabledAt: null },
  createdAt: at(0),
  ...parts,
});

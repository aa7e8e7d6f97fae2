import { listInboxInput } from "#core/domain/notice/inbox-input.ts";
import { listInbox } from "#core/usecases/notify/list-inbox.ts";
import { exampleIds, examples } from "#server/api/examples.ts";
import { defineOperation } from "#server/api/operation.ts";
import { inboxMessage } from "#server/api/schemas/inbox.ts";
import { pageOf } from "#server/api/schemas/parts.ts";

export const listInboxOperation = defineOperation({
  id: "listInbox",
  method: "GET",
  path: "/inbox",
  summary: "What the caller was told, newest first",
  scope: "request:read",
  roles: ["anyone"],
  input: listInboxInput,
  output: pageOf(inboxMessage),
  useCase: listInbox,
  refusals: [],
  example: {
    input: { limit: 30 },
    output: {
      items: [
        {
          id: exampleIds.delivery,
          createdAt: examples.at("09:00:01"),
          readAt: null,
          kind: "requestToDecide",
          title: "Ines Duarte asks for read on orders-db",
          rows: [
            { label: "For", text: "read on orders-db" },
            { label: "Lapses", at: examples.at("17:00:00") },
          ],
          link: { label: "Open and decide", path: `/requests/${exampleIds.request}` },
          settled: false,
        },
      ],
      nextCursor: null,
    },
  },
});

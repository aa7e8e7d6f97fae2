import { type PortalUnderTest, superuserUrl } from "#scripts/playwright/portal-under-test.ts";
import { withClient } from "#scripts/postgres/with-client.ts";
import { actionNamed, callAction } from "../refused/call-action.ts";
import { type Caller, signIn } from "./call.ts";
import { passkeyOf } from "./passkey.ts";

/** The demo's policy, with longer reads confirmed: proposed by an administrator, approved by a reviewer with a passkey. */
export async function confirmReads(portal: PortalUnderTest): Promise<void> {
  const [admin, security] = [await signIn(portal, "admin"), await signIn(portal, "security")];
  const run = async (caller: Caller, name: string, input: unknown) => {
    const action = actionNamed(name);
    const { returned, text } = await callAction(portal, caller, action, action.page, [input]);
    if (!returned?.ok) throw new Error(text);
    return returned.value as { id: string };
  };
  const document = await withClient(superuserUrl("lapse", portal), async (db) => {
    const { rows } = await db.query<{ document: string }>(`select "document" from "Policy" order by "number" desc`);
    return rows[0]!.document;
  });
  const change = {
    kind: "policy",
    document: document.replace("maxDuration: 8h\n", "maxDuration: 8h\n      stepUp: true\n"),
  };
  const { id: changeId } = await run(admin, "app/(portal)/admin/actions.ts#proposeChangeAction", {
    summary: "longer reads are confirmed",
    change,
  });
  const decided = { changeId, decision: "approve" };
  const { confirm } = await passkeyOf(portal, security);
  const stepUp = await confirm({ purpose: "change", ...decided });
  await run(security, "app/(portal)/admin/changes/actions.ts#decideChangeAction", { ...decided, stepUp });
}

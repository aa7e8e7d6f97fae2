import { createAuthenticator } from "#core/testing/software-authenticator.ts";
import type { PersonAt } from "../support/people.ts";
import { onAction } from "./attempts.ts";
import type { Attempt, Door } from "./door.ts";
import { campaign, standIn, type Story } from "./story.ts";

const wish = { durationSeconds: 600, justification: "asked at every door, by everyone" };
const everyone: readonly PersonAt[] = ["requester", "oncall", "approver", "security", "auditor", "admin", "contractor"];
const allBut = (...right: readonly PersonAt[]) => everyone.filter((at) => !right.includes(at));

/** One action: for whom it works, for whom it must not, and its one argument. */
const door = (
  name: string,
  right: PersonAt,
  wrong: readonly PersonAt[],
  input: (story: Story) => unknown,
  page?: string,
): Door => ({
  name: `app/${name}`,
  right,
  wrong,
  changes: true,
  prepare: async (story): Promise<Attempt> => onAction(story, `app/${name}`, await input(story), page),
});

const catalogue = { q: "orders", limit: 10, durationSeconds: 600, justification: "" };
const asked = async (story: Story) => ({ ...wish, entitlementIds: [await story.entitlement("write")] });
const active = async (story: Story) => ({ grantId: (await story.active()).id });
const revealed = async (story: Story) => ({ grantId: (await story.revealed()).id });
const extended = async (story: Story) => {
  await story.verified("oncall");
  return { ...(await active(story)), ...wish };
};
const voted = async (story: Story) => {
  const { id, digest } = await story.pending();
  return { requestId: id, vote: "approve", digest };
};
const replayed = () => ({ document: "version: 1\nrules: []\n", days: 1 });
/** Those without any duty in the portal. */
const plain: readonly PersonAt[] = ["requester", "oncall", "approver", "contractor"];
const password = (story: Story) => ({ password: story.portal.password });

const enrolment = async (story: Story) => {
  await story.verified("oncall");
  const begun = await story.run<{ id: string; options: { challenge: string } }>(
    "app/(portal)/settings/actions.ts#beginEnrolmentAction",
    "oncall",
    {},
  );
  const authenticator = createAuthenticator({ rpId: "localhost", origin: story.portal.url });
  const attestation = authenticator.create(begun.options.challenge);
  return { stepUpId: begun.id, name: "made at a door", attestation };
};

/** The doors to a grant stand on two pages, and are two actions each. */
const grantDoors = (folder: string, page: string): readonly Door[] => [
  door(`${folder}#revealCredentialAction`, "oncall", allBut("oncall"), active, page),
  door(`${folder}#rotateCredentialAction`, "oncall", allBut("oncall"), revealed, page),
  door(`${folder}#returnGrantAction`, "oncall", allBut("oncall"), active, page),
  door(`${folder}#extendGrantAction`, "oncall", allBut("oncall"), extended, page),
  door(`${folder}#verifyIdentityAction`, "oncall", [], password, page),
  door(
    `${folder}#revokeGrantAction`,
    "admin",
    allBut("admin", "approver"),
    async (story) => ({ ...(await active(story)), reason: "it was a test" }),
    page,
  ),
];

const newGroup = (story: Story) => ({
  summary: "a group for a test",
  change: { kind: "group", name: story.word(), personIds: [], groupIds: [] },
});

/** Closed by the owner of the data; its holder is on call. */
const reviewed = async (story: Story) => ({
  reviewId: await story.emergency(),
  outcome: "justified",
  comment: "it was a test",
});

/** Every server action but those of strangers: signing in, signing out, setting up. */
export const actionDoors: readonly Door[] = [
  door("(portal)/actions.ts#closeReviewAction", "approver", allBut("approver", "security", "admin"), reviewed, "/"),
  ...grantDoors("(portal)/access/actions.ts", "/access"),
  ...grantDoors("(portal)/requests/[requestId]/actions.ts", "/requests/req_00000000000000000000000000"),
  door(
    "(portal)/requests/[requestId]/actions.ts#voteAction",
    "approver",
    allBut("approver"),
    voted,
    "/requests/req_00000000000000000000000000",
  ),
  door(
    "(portal)/requests/[requestId]/actions.ts#cancelRequestAction",
    "requester",
    allBut("requester"),
    async (story) => ({ requestId: (await story.pending()).id }),
    "/requests/req_00000000000000000000000000",
  ),
  door(
    "(portal)/actions.ts#handOverAction",
    "approver",
    allBut("approver"),
    async (story) => ({
      requestId: (await story.pending()).id,
      delegateId: (await story.bystander()).personId,
    }),
    "/",
  ),
  door("(portal)/actions.ts#findColleaguesAction", "requester", [], () => ({ q: "a" }), "/"),
  door("(portal)/approvals/actions.ts#voteAction", "approver", allBut("approver"), voted),
  door("(portal)/request/actions.ts#submitRequestAction", "requester", [], asked),
  door("(portal)/request/actions.ts#previewRequestAction", "requester", [], asked),
  door("(portal)/request/actions.ts#browseCatalogueAction", "requester", [], () => catalogue),
  door("(portal)/request/actions.ts#findColleaguesAction", "requester", [], () => ({ q: "a" })),
  door("(portal)/request/actions.ts#setFavouriteAction", "requester", [], async (story) => ({
    entitlementId: await story.entitlement("read"),
    on: true,
  })),
  door("(portal)/audit/actions.ts#findPeopleAction", "auditor", allBut("auditor", "admin"), () => ({ q: "a" })),
  door("(portal)/audit/actions.ts#saveSearchAction", "auditor", allBut("auditor"), (story) => ({
    ...{ name: story.word(), view: "events", query: "kind=voteCast" },
  })),
  door("(portal)/audit/actions.ts#removeSearchAction", "auditor", allBut("auditor"), (story) => ({
    name: story.word(),
  })),
  door("(portal)/audit/access-at/actions.ts#findPeopleAction", "auditor", allBut("auditor", "admin"), () => ({
    q: "a",
  })),
  // Whoever calls it marks what is their own.
  door("(portal)/inbox/actions.ts#markInboxReadAction", "approver", [], () => ({})),
  // Whoever calls it chooses for themselves.
  door("(portal)/settings/actions.ts#setPreferencesAction", "oncall", [], () => ({
    ...{ silenced: ["email accessActive"], quiet: null },
  })),
  door("(portal)/settings/actions.ts#createTokenAction", "oncall", [], async (story) => {
    await story.verified("oncall");
    return { name: "made at a door", scopes: ["request:read"], days: 1 };
  }),
  door("(portal)/settings/actions.ts#revokeTokenAction", "oncall", allBut("oncall"), async (story) => ({
    tokenId: await story.tokenOf("oncall"),
  })),
  door("(portal)/settings/actions.ts#findColleaguesAction", "requester", [], () => ({ q: "a" })),
  door("(portal)/admin/changes/actions.ts#withdrawChangeAction", "admin", allBut("admin"), async (story) => ({
    changeId: await story.change(),
  })),
  door("(portal)/admin/policy/actions.ts#replayPolicyAction", "admin", plain, replayed),
  door("(portal)/admin/policy/actions.ts#simulatePolicyAction", "admin", plain, async (story) => ({
    ...{ requesterId: story.idOf("requester"), durationSeconds: 600 },
    entitlementId: await story.entitlement("write"),
  })),
  door("(portal)/admin/policy/actions.ts#findPeopleAction", "requester", [], () => ({ q: "a" })),
  door("(portal)/admin/policy/actions.ts#searchEntitlementsAction", "requester", [], () => ({ q: "a" })),
  door("(portal)/reviews/actions.ts#startReviewAction", "auditor", allBut("auditor", "admin"), async (story) => {
    await story.active();
    return campaign(story.word());
  }),
  door("(portal)/reviews/actions.ts#decideReviewItemAction", "approver", allBut("approver"), async (story) => ({
    ...{ itemId: (await story.review(story.word())).id, outcome: "keep", reason: "asked at every door" },
  })),
  door("(portal)/admin/people/actions.ts#findPeopleAction", "admin", allBut("auditor", "admin"), () => ({ q: "a" })),
  door("(portal)/settings/actions.ts#setDelegationAction", "approver", [], standIn),
  door("(portal)/settings/actions.ts#endDelegationAction", "approver", allBut("approver"), async (story) => ({
    delegationId: await story.delegation("approver"),
  })),
  door("(portal)/settings/actions.ts#verifyIdentityAction", "oncall", [], password),
  // Of somebody whose password no other door needs.
  door("(portal)/settings/actions.ts#changePasswordAction", "security", [], async (story) => {
    await story.verified("security");
    return { currentPassword: story.portal.password, newPassword: `another one, ${story.word()}` };
  }),
  door("(portal)/settings/actions.ts#beginEnrolmentAction", "oncall", [], async (story) => {
    await story.verified("oncall");
    return {};
  }),
  door("(portal)/settings/actions.ts#enrolPasskeyAction", "oncall", [], enrolment),
  door("(portal)/settings/actions.ts#renamePasskeyAction", "oncall", allBut("oncall"), async (story) => ({
    passkeyId: await story.sparePasskey("oncall"),
    name: "renamed at a door",
  })),
  door("(portal)/settings/actions.ts#removePasskeyAction", "oncall", allBut("oncall"), async (story) => {
    await story.verified("oncall");
    return { passkeyId: await story.sparePasskey("oncall") };
  }),
  door("(portal)/settings/actions.ts#makeRecoveryCodesAction", "oncall", [], async (story) => {
    await story.verified("oncall");
    return {};
  }),
  door("(portal)/settings/actions.ts#consumeRecoveryCodeAction", "contractor", [], async (story) => {
    await story.verified("contractor");
    return { code: await story.recoveryCode("contractor") };
  }),
  door("(portal)/settings/actions.ts#endSessionAction", "admin", allBut("admin"), async (story) => ({
    sessionId: (await story.bystander()).sessionId,
  })),
  door("(portal)/admin/people/actions.ts#endSessionAction", "admin", allBut("admin"), async (story) => ({
    sessionId: (await story.bystander()).sessionId,
  })),
  door("(portal)/admin/people/actions.ts#disablePersonAction", "admin", allBut("admin"), async (story) => ({
    personId: (await story.bystander()).personId,
    reason: "it was a test",
  })),
  door("(portal)/admin/people/actions.ts#enablePersonAction", "admin", allBut("admin"), async (story) => ({
    personId: (await story.bystander(true)).personId,
  })),
  door("(portal)/admin/alarms/actions.ts#acknowledgeAlarmAction", "admin", allBut("admin"), async (story) => ({
    alarmId: await story.alarm(),
  })),
  door("(portal)/admin/alarms/actions.ts#acknowledgeRestoreAction", "admin", allBut("admin"), async (story) => {
    await story.restored();
    return { reason: "it was a test" };
  }),
  door("(portal)/admin/notifications/actions.ts#sendTestMessageAction", "admin", allBut("admin"), () => ({})),
  door("(portal)/admin/red-switch/actions.ts#pullRedSwitchAction", "admin", allBut("admin"), async (story) => {
    const { personId, email } = await story.bystander();
    return { of: "person", personId, reason: "it was a test", confirm: email, shown: 0 };
  }),
  door("(portal)/admin/red-switch/actions.ts#findPeopleAction", "admin", allBut("auditor", "admin"), () => ({
    q: "a",
  })),
  door("(portal)/admin/policy/actions.ts#checkPolicyAction", "admin", allBut("admin", "security"), () => ({
    document: "version: 1\nrules: []\n",
  })),
  door("(portal)/admin/actions.ts#proposeChangeAction", "admin", allBut("admin"), newGroup),
  door(
    "(portal)/admin/targets/[targetId]/actions.ts#findPeopleAction",
    "admin",
    allBut("auditor", "admin"),
    () => ({ q: "a" }),
    "/admin/targets/tgt_00000000000000000000000000",
  ),
  door(
    "(portal)/admin/targets/[targetId]/actions.ts#discoverTargetAction",
    "admin",
    allBut("admin"),
    async (story) => ({ targetId: await story.targetId() }),
    "/admin/targets/tgt_00000000000000000000000000",
  ),
  door(
    "(portal)/admin/targets/[targetId]/actions.ts#askScanAction",
    "admin",
    allBut("admin"),
    async (story) => ({ targetId: await story.targetId() }),
    "/admin/targets/tgt_00000000000000000000000000",
  ),
  door(
    "(portal)/admin/targets/[targetId]/actions.ts#revokeGrantAction",
    "admin",
    allBut("admin", "approver"),
    async (story) => ({ ...(await active(story)), reason: "it was a test" }),
    "/admin/targets/tgt_00000000000000000000000000",
  ),
  door("(portal)/admin/changes/actions.ts#decideChangeAction", "security", allBut("security"), async (story) => {
    const decided = { changeId: await story.change(), decision: "approve" };
    const { confirm } = await story.passkey("security");
    return { ...decided, stepUp: await confirm({ purpose: "change", ...decided }) };
  }),
];

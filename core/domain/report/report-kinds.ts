export const reportKinds = [
  "time-to-access",
  "automatic-share",
  "revocation-lag",
  "standing-access",
  "unused-grants",
  "break-glass",
  "policy-changes",
  "refused-attempts",
] as const;
export type ReportKind = (typeof reportKinds)[number];

interface ReportWords {
  readonly title: string;
  /** The question that it answers. */
  readonly question: string;
  /** How it is made. */
  readonly method: readonly string[];
}

/** Each report in words; the same on the screen and in every file. */
export const reportWords: Readonly<Record<ReportKind, ReportWords>> = {
  "time-to-access": {
    title: "Time to access",
    question: "How long do people wait between asking and having?",
    method: [
      "Counts access that became ready within the window, from the submission of its request until the target was read back and had it.",
      "A start that was asked for by name is a wait that was wanted, so it is left out.",
      "“By policy” means that no person had to decide.",
    ],
  },
  "automatic-share": {
    title: "Automatic share",
    question: "How much does policy answer without a person?",
    method: [
      "Counts requests by the UTC day on which they were asked, and what became of them.",
      "The share is of the approved ones: those that policy alone approved.",
      "A request that nobody decided before its deadline counts as lapsed.",
    ],
  },
  "revocation-lag": {
    title: "Revocation lag",
    question: "How long does access outlive its end?",
    method: [
      "Counts access that ended within the window and had been ready once.",
      "Runs from the deadline, or from the decision to end where that came first, until the target was read back and no longer had it.",
      "“99 of 100” is the value that 99 of 100 did not exceed; nothing is interpolated.",
      "The objective is that 99 of 100 are confirmed gone within 5 s. The error budget is the 1 of 100 that may miss it; late ends and ends that were never proved spend it alike.",
      "An end was never proved where its target was retired before it could confirm. It is counted by the day on which that was accepted, stays a miss in every report of that day, and is in no span, since it has none.",
    ],
  },
  "standing-access": {
    title: "Standing and temporary access",
    question: "How much access is there, and how much of it ends by itself?",
    method: [
      "Temporary access is what live grants explain at the moment of the report; standing access is what the last whole comparison with the target found and no live grant explains.",
      "A target that was not compared yet, or not wholly, shows no standing access: that says nothing about what is there.",
    ],
  },
  "unused-grants": {
    title: "Unused grants",
    question: "What was granted and never used?",
    method: [
      "Counts access that became ready within the window and has ended.",
      "It was used when somebody was seen connected through it, or logging in. Who is connected is looked at every 30 seconds, and every log-in is read where the target is set up to tell of it: shorter use in between is not seen.",
      "An account without a shown credential cannot have been used by anybody. Where a target cannot tell who is connected, access counts as used once its credential was shown.",
      "A person's own account at a target that cannot tell who is connected is left out, and so is a grant of it between two others that were used, of which nothing is known.",
    ],
  },
  "break-glass": {
    title: "Break-glass",
    question: "What was done in an emergency, and who looked at it afterwards?",
    method: [
      "Counts requests within the window that a rule for emergencies let through at once.",
      "Each is reviewed afterwards by somebody other than who asked for it and who held it; until then it is open.",
    ],
  },
  "policy-changes": {
    title: "Policy and configuration changes",
    question: "What changed in what decisions are made from, and who let it pass?",
    method: [
      "Counts events of the record: changes that were proposed, approved and rejected, and policy versions that came into force.",
      "Nothing that a decision reads changes without one of these events. Policy is replaced without review only at the console, with the database's password, where no reviewer was left.",
    ],
  },
  "refused-attempts": {
    title: "Refused attempts",
    question: "Who tried what, and was refused?",
    method: [
      "Counts events of the record: requests that policy or an approver denied, sign-ins that failed, and confirmations (passkey, password) that were asked for and refused.",
      "A vote that is refused changes nothing and leaves no event, so it is not counted here.",
    ],
  },
};

export const isReportKind = (text: string): text is ReportKind => reportKinds.some((kind) => kind === text);

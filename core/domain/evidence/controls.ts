interface Control {
  readonly framework: string;
  readonly id: string;
  readonly asks: string;
  readonly answer: string;
  readonly files: readonly string[];
}

const requests = "rows/requests.jsonl";
const votes = "rows/votes.jsonl";
const grants = "rows/grants.jsonl";
const revocations = "rows/revocations.jsonl";
const configuration = "rows/policy-and-configuration.jsonl";
const reviews = "rows/access-reviews.jsonl";
const breakGlass = "rows/break-glass.jsonl";
const people = "rows/people-and-groups.jsonl";
const signIn = "rows/sign-in.jsonl";
const reading = "rows/reading.jsonl";
const standing = "rows/standing-access.jsonl";

/** Which files of a pack answer which control. The words are ours; the standard's own text is what counts. */
export const controls: readonly Control[] = [
  {
    ...{ framework: "SOC 2", id: "CC6.1" },
    asks: "Logical access is restricted to those who are authorised.",
    answer:
      "Access exists by a grant; each names its request, decision and policy version. What stands otherwise is found and told.",
    files: [requests, grants, "policy/", standing, signIn],
  },
  {
    ...{ framework: "SOC 2", id: "CC6.2" },
    asks: "Access is registered and authorised before it is given, and removed when it is no longer authorised.",
    answer: "Every request with its decision and votes; people who were disabled, and the end of what they held.",
    files: [requests, votes, people, revocations],
  },
  {
    ...{ framework: "SOC 2", id: "CC6.3" },
    asks: "Access is given by role and least privilege, changed and removed, with duties kept apart.",
    answer: "Each grant is of one action on one resource for a limited time; nobody votes on what they would hold.",
    files: [grants, votes, revocations],
  },
  {
    ...{ framework: "ISO/IEC 27001:2022", id: "A.5.15" },
    asks: "Rules for access control are established and implemented.",
    answer: "Every policy version that was in force, who proposed it and who else approved it.",
    files: ["policy/", configuration],
  },
  {
    ...{ framework: "ISO/IEC 27001:2022", id: "A.5.16" },
    asks: "The life cycle of identities is managed.",
    answer: "People as they were added, disabled and enabled again.",
    files: [people],
  },
  {
    ...{ framework: "ISO/IEC 27001:2022", id: "A.5.17" },
    asks: "Authentication information is controlled.",
    answer: "Credentials are made for one grant, shown once to its holder alone, and end with it; showing is recorded.",
    files: [reading, signIn],
  },
  {
    ...{ framework: "ISO/IEC 27001:2022", id: "A.5.18" },
    asks: "Access rights are provisioned, reviewed, modified and removed.",
    answer: "Grants from their obligation to their confirmed end, with how long the end took; reviews of what lasts.",
    files: [grants, revocations, standing, reviews],
  },
  {
    ...{ framework: "ISO/IEC 27001:2022", id: "A.8.2" },
    asks: "Privileged access rights are restricted and managed.",
    answer:
      "Privileged access is temporary: each grant has a deadline that the target was told too; emergencies are reviewed.",
    files: [grants, requests, votes, breakGlass],
  },
  {
    ...{ framework: "PCI DSS 4.0", id: "7" },
    asks: "Access to system components is restricted by business need to know.",
    answer:
      "Each request says why and for how long; policy denies by default; named people approve, and look again at what lasts.",
    files: [requests, votes, grants, reviews, "policy/"],
  },
  {
    ...{ framework: "NIST SP 800-53", id: "AC-2" },
    asks: "Accounts are created, enabled, modified, disabled and removed by procedure, and this is audited.",
    answer:
      "Accounts at targets exist for one grant; creation, use and removal are events with receipts; reviews look again.",
    files: [grants, revocations, people, standing, reviews, "receipts/"],
  },
  {
    ...{ framework: "NIST SP 800-53", id: "AC-6" },
    asks: "The principle of least privilege is employed, and privileged functions are logged.",
    answer: "One action on one resource for a limited time; all of it in a log that cannot be changed unnoticed.",
    files: [grants, requests, "log/"],
  },
];

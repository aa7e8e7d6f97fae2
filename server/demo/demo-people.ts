import type { Person } from "#core/domain/directory/person.ts";

export interface DemoPerson extends Pick<Person, "name" | "timezone" | "roles" | "onCall"> {
  /** Before `@demo.lapse.test`. */
  readonly at: string;
  readonly groups: readonly string[];
}

export const demoDomain = "demo.lapse.test";

export const demoGroups = ["engineering", "sre", "data-platform", "security", "contractors"] as const;

/** The company of the demo: everyone a first tour needs, and a contractor, for whom it ends quickly. */
export const demoPeople: readonly DemoPerson[] = [
  {
    at: "requester",
    name: "Ines Duarte",
    timezone: "Europe/Lisbon",
    roles: [],
    onCall: false,
    groups: ["engineering"],
  },
  {
    at: "oncall",
    name: "Tomás Rey",
    timezone: "Europe/Madrid",
    roles: [],
    onCall: true,
    groups: ["engineering", "sre"],
  },
  {
    at: "approver",
    name: "Ana Lindqvist",
    timezone: "Europe/Stockholm",
    roles: [],
    onCall: false,
    groups: ["data-platform"],
  },
  {
    at: "security",
    name: "Mei Sato",
    timezone: "Asia/Tokyo",
    roles: ["reviewer"],
    onCall: false,
    groups: ["security"],
  },
  { at: "auditor", name: "Jonas Weber", timezone: "Europe/Berlin", roles: ["auditor"], onCall: false, groups: [] },
  {
    at: "admin",
    name: "Priya Nair",
    timezone: "Asia/Kolkata",
    roles: ["administrator", "reviewer"],
    onCall: false,
    groups: [],
  },
  {
    at: "contractor",
    name: "Luca Moretti",
    timezone: "Europe/Rome",
    roles: [],
    onCall: false,
    groups: ["contractors"],
  },
];

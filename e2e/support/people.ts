/** The people of the demo, by what stands before `@demo.lapse.test`. */
export const people = ["requester", "oncall", "approver", "security", "auditor", "admin", "contractor"] as const;

export type PersonAt = (typeof people)[number];

export const names: Readonly<Record<PersonAt, string>> = {
  requester: "Ines Duarte",
  oncall: "Tomás Rey",
  approver: "Ana Lindqvist",
  security: "Mei Sato",
  auditor: "Jonas Weber",
  admin: "Priya Nair",
  contractor: "Luca Moretti",
};

export const emailOf = (at: PersonAt): string => `${at}@demo.lapse.test`;

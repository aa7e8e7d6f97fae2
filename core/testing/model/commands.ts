import fc from "fast-check";

export type Asker = "tomas" | "ines";
export type Voter = "ana" | "ben" | "mei";
export type Action = "read" | "write";

/** What can happen. `nth` counts requests or grants from the first, round and round. */
export type Command =
  | { readonly do: "ask"; readonly who: Asker; readonly action: Action }
  | { readonly do: "vote"; readonly by: Voter; readonly yes: boolean; readonly nth: number }
  | { readonly do: "cancel"; readonly nth: number }
  | { readonly do: "lapse"; readonly nth: number }
  | { readonly do: "extend"; readonly nth: number }
  | { readonly do: "return"; readonly nth: number }
  | { readonly do: "revoke"; readonly nth: number }
  | { readonly do: "expire"; readonly nth: number }
  | { readonly do: "disable"; readonly who: Asker }
  | { readonly do: "policy"; readonly strict: boolean }
  | { readonly do: "fault"; readonly down: boolean };

const nth = fc.nat({ max: 5 });

/** People who ask and vote more often than policies change. */
export const command: fc.Arbitrary<Command> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant("ask"),
      who: fc.constantFrom("tomas", "ines"),
      action: fc.constantFrom("read", "write"),
    }),
  },
  {
    weight: 8,
    arbitrary: fc.record({ do: fc.constant("vote"), by: fc.constantFrom("ana", "ben", "mei"), yes: fc.boolean(), nth }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("cancel"), nth }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("lapse"), nth }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("extend"), nth }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("return"), nth }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("revoke"), nth }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("expire"), nth }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("disable"), who: fc.constantFrom("tomas", "ines") }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("policy"), strict: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("fault"), down: fc.boolean() }) },
);

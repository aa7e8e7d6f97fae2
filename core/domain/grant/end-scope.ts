import { z } from "zod";
import type { PersonId, TargetId } from "#core/domain/ids.ts";
import { id, text } from "#core/domain/text-input.ts";

/** What the red switch ends: the access of one person, all access at one target, or all of it. */
export type EndScope =
  | { readonly of: "person"; readonly personId: PersonId }
  | { readonly of: "target"; readonly targetId: TargetId }
  | { readonly of: "everything" };

const scope = {
  of: z.enum(["person", "target", "everything"]),
  personId: id<PersonId>("per").optional(),
  targetId: id<TargetId>("tgt").optional(),
};

interface ScopeFields {
  readonly of: EndScope["of"];
  readonly personId?: PersonId | undefined;
  readonly targetId?: TargetId | undefined;
}

/** Exactly the id that the scope needs: an id that is not looked at would let somebody end more than they named. */
const isOneScope = ({ of, personId, targetId }: ScopeFields): boolean =>
  (personId !== undefined) === (of === "person") && (targetId !== undefined) === (of === "target");
const needsItsId = "names a person or a target exactly where its scope is one";

export const readRedSwitchInput = z.strictObject(scope).refine(isOneScope, needsItsId);
export type ReadRedSwitchInput = z.output<typeof readRedSwitchInput>;

export const pullRedSwitchInput = z
  .strictObject({
    ...scope,
    reason: text(3, 2000),
    /** What the scope is called: the person's e-mail address, the target's name, or "everything". Typed, not clicked. */
    confirm: z.string().max(400),
    /** How many grants the person was shown that would end; kept beside how many did. */
    shown: z.int().min(0),
  })
  .refine(isOneScope, needsItsId);
export type PullRedSwitchInput = z.output<typeof pullRedSwitchInput>;

export const endScopeOf = ({ of, personId, targetId }: ScopeFields): EndScope => {
  if (of === "person" && personId) return { of, personId };
  if (of === "target" && targetId) return { of, targetId };
  if (of === "everything") return { of };
  throw new Error(`${of}: no id`);
};

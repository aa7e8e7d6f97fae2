import type { EndScope } from "#core/domain/grant/end-scope.ts";
import type { Core } from "#core/ports/core.ts";

export interface ScopeName {
  readonly name: string;
  /** What must be typed to end it all. */
  readonly confirm: string;
}

/** What a scope is called; null where there is no such person or target. */
export const scopeName = async (core: Core, scope: EndScope): Promise<ScopeName | null> => {
  switch (scope.of) {
    case "person": {
      const person = await core.people.find(scope.personId);
      return person && { name: person.name, confirm: person.email };
    }
    case "target": {
      const target = await core.catalogue.findTarget(scope.targetId);
      return target && { name: target.name, confirm: target.name };
    }
    case "everything":
      return { name: "everything", confirm: "everything" };
  }
};

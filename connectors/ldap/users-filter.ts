import { type Filter, FilterParser } from "ldapts";
import type { DirectoryCall } from "./directory-call.ts";
import type { LdapSettings } from "./settings.ts";

const parsed = new WeakMap<LdapSettings, Filter>();

/** What tells people from other entries, as the settings say. */
export function usersFilter({ settings }: Pick<DirectoryCall, "settings">): Filter {
  const filter = parsed.get(settings) ?? FilterParser.parseString(settings.userFilter);
  parsed.set(settings, filter);
  return filter;
}

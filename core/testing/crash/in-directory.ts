import { randomBytes } from "node:crypto";
import { entitlement, type LdapTarget, personDn } from "#connectors/ldap/testing/ldap-target.ts";
import { connectorPassword, placeholderDn } from "#connectors/ldap/testing/slapd-server.ts";
import { testSeal } from "#core/testing/assemble-core.ts";
import type { OpenScene } from "./open-crash-site.ts";

/** The same scenes, with their reads in a group of a directory instead of at an endpoint: each scene has its own group. */
export const inDirectory = (openScene: OpenScene, directory: LdapTarget): OpenScene => {
  const known = new Map<string, string>();
  return async () => {
    const scene = await openScene();
    const name = `crash_${randomBytes(6).toString("hex")}`;
    const { mapping } = entitlement(name);
    await directory.makeGroup(name);
    const { rows } = await scene.admin.query<{ email: string }>(`SELECT "email" FROM "Person"`);
    const strange = rows.map(({ email }) => email).filter((email) => !known.has(personDn(email)));
    for (const email of strange) known.set(personDn(email), email);
    if (strange.length > 0) await directory.makePeople(strange);
    await scene.admin.query(
      `UPDATE "Target" SET "kind" = 'ldap', "settings" = $1, "sealedSecret" = $2 WHERE "kind" = 'http'`,
      [{ ...directory.settings, operationTimeoutMs: 5_000 }, testSeal.seal(connectorPassword)],
    );
    await scene.admin.query(`UPDATE "Entitlement" SET "mapping" = $1 WHERE "id" = $2`, [mapping, scene.read]);
    const accounts = async (): Promise<readonly string[]> => {
      const members = await directory.server.values(String(mapping["groupDn"]), "member");
      return members.filter((dn) => dn !== placeholderDn).map((dn) => known.get(dn) ?? dn);
    };
    return { ...scene, accounts };
  };
};

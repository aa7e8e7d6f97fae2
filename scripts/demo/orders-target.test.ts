import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Cluster } from "../postgres-cluster.ts";
import { debianBinaries } from "../postgres/server-binaries.ts";
import { throwawayCluster } from "../postgres/throwaway-cluster.ts";
import { withClient } from "../postgres/with-client.ts";
import { setUpOrdersTarget, type OrdersTarget } from "./orders-target.ts";

const older = debianBinaries("15");

for (const { server, binaries, present } of [
  { server: "PostgreSQL 18", binaries: undefined, present: true },
  { server: "PostgreSQL 15 of Debian", binaries: older, present: older !== undefined },
]) {
  describe.skipIf(!present)(`the target orders on ${server}`, () => {
    let cluster: Cluster;
    let target: OrdersTarget;
    const password = "fake-connector-password";
    const as = (username: string, secret: string) =>
      `postgresql://${username}:${secret}@127.0.0.1:${cluster.port}/orders`;
    const connectorUrl = () => as(target.username, target.password);
    const superuserUrl = () => cluster.adminUrl.replace(/postgres$/, "orders");

    beforeAll(async () => {
      cluster = await throwawayCluster(binaries);
      target = await setUpOrdersTarget(cluster.adminUrl, password);
    });
    afterAll(() => cluster.stop());

    test("setting it up again leaves one set of rows", async () => {
      expect(await setUpOrdersTarget(cluster.adminUrl, password)).toEqual(target);
      const { rows } = await withClient(superuserUrl(), (admin) =>
        admin.query("select count(*)::int as orders from orders"),
      );
      expect(rows).toEqual([{ orders: 3000 }]);
    });

    test("the connector can make, hand out, quarantine and drop a role without being a superuser", async () => {
      await withClient(connectorUrl(), async (connector) => {
        await connector.query("create role jit_test login password 'fake' in role orders_write");
        await withClient(as("jit_test", "fake"), async (holder) => {
          await holder.query("update orders set note = 'seen' where id = 1");
          await holder.query("create table workbench.left_behind (id int)");
          await holder.query("create function workbench.door() returns int language sql security definer return 1");
        });
        await connector.query("alter role jit_test nologin");
        await connector.query("grant jit_test to lapse_connector");
        await connector.query("reassign owned by jit_test to lapse_quarantine");
        await connector.query("drop owned by jit_test");
        await connector.query("drop role jit_test");
        const { rows } = await connector.query(
          "select relowner::regrole::text as owner from pg_class where relname = 'left_behind'",
        );
        expect(rows).toEqual([{ owner: "lapse_quarantine" }]);
      });
    });

    test("what the quarantine role owns reaches no data", async () => {
      const { rows } = await withClient(superuserUrl(), (admin) =>
        admin.query("select has_table_privilege('lapse_quarantine', 'orders', 'select') as reads"),
      );
      expect(rows).toEqual([{ reads: false }]);
    });

    // PostgreSQL 15 has no membership that may be handed out and not used.
    if (binaries === undefined) {
      test("the connector itself can read nothing of what it hands out", async () => {
        await withClient(connectorUrl(), async (connector) => {
          await expect(connector.query("select * from orders")).rejects.toMatchObject({ code: "42501" });
          await expect(connector.query("set role orders_read")).rejects.toMatchObject({ code: "42501" });
        });
      });
    }
  });
}

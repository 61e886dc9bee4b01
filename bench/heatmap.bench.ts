import { listOrganizations, readHeatmap } from "@sekinin/db";
import { storeGeneratedOrganization } from "./generated-organization.ts";
import { median, report, time, withServices } from "./harness.ts";

/** The page's reads at 2,000 accounts against one indexed row on the same pool, median of 1,000 each. */
await withServices(async (services) => {
  const test = await services.createDatabase();
  try {
    const tenant = await test.createTenant();
    const organizationId = await storeGeneratedOrganization(test.database, tenant.id, { accounts: 2_000, units: 120 });
    const { rootId } = await test.database.withTenant(tenant.id, async (tx) => {
      const [organization] = await listOrganizations(tx);
      if (organization === undefined) throw new Error("the generated organisation is missing");
      return organization;
    });
    const opened = await test.database.withTenant(tenant.id, (tx) =>
      readHeatmap(tx, { organizationId, parentIds: [rootId] }),
    );
    const parentIds = [
      rootId,
      ...(opened?.rows ?? [])
        .filter(({ kind }) => kind === "organizational-unit")
        .slice(0, 3)
        .map(({ nodeId }) => nodeId),
    ];
    const row = await time(1_000, () =>
      test.database.withTenant(tenant.id, (tx) =>
        tx.organizationNode.findUnique({
          where: { tenantId_organizationId_nodeId: { tenantId: tenant.id, organizationId, nodeId: rootId } },
        }),
      ),
    );
    const page = await time(1_000, () =>
      test.database.withTenant(tenant.id, (tx) => readHeatmap(tx, { organizationId, parentIds })),
    );
    const ratio = median(page) / median(row);
    report({
      name: "heatmap request at 2,000 accounts / one indexed row read",
      ratio,
      goal: "<= 20",
      ok: ratio <= 20,
      detail: { pageMs: median(page), rowMs: median(row), openedNodes: parentIds.length },
    });
  } finally {
    await test.drop();
  }
});

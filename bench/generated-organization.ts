import {
  claimOrganization,
  claimStep,
  createConnection,
  type Database,
  type FinalisedNode,
  finaliseOrganization,
  startCrawl,
  storeSnapshot,
} from "@sekinin/db";
import { emptySums, type OrganizationNode, type PostureSums, rollUp, sumDuties } from "@sekinin/posture";
import { controls } from "@sekinin/responsibility";

/** A pseudo-random number in [0, 1) that depends on its two arguments alone. */
function noise(a: number, b: number): number {
  const mixed = Math.imul((a + 1) * 2_654_435_761, (b + 1) * 40_503) >>> 0;
  return (mixed % 10_007) / 10_007;
}

function sumsOf(account: number): PostureSums {
  return sumDuties(
    controls.map(({ domain, severity }, index) => {
      const failed = Math.floor(noise(account, index) * 4);
      return { domain, severity, passed: 10 - failed, failed, unknown: noise(index, account) < 0.1 ? 1 : 0 };
    }),
  );
}

/** A complete crawl of a generated organisation: `units` OUs in three levels, accounts spread over them. Returns its id. */
export async function storeGeneratedOrganization(
  database: Database,
  tenantId: string,
  { accounts, units }: { readonly accounts: number; readonly units: number },
): Promise<string> {
  const organizationId = "o-benchmark01";
  const managementAccountId = "100000000000";
  const connection = await database.withTenant(tenantId, (tx) =>
    createConnection(tx, {
      managementRoleArn: `arn:aws:iam::${managementAccountId}:role/Bench`,
      memberRoleName: "Bench",
    }),
  );
  await database.withSystem((tx) => claimOrganization(tx, { organizationId, tenantId, connectionId: connection.id }));
  const nodes = generatedNodes(accounts, units);
  await database.withTenant(tenantId, async (tx) => {
    const crawl = await startCrawl(tx, { connectionId: connection.id, trigger: "manual" });
    if (!("id" in crawl)) throw new Error("a crawl is running already");
    const step = await tx.crawlStep.findFirstOrThrow({ where: { crawlId: crawl.id } });
    await claimStep(tx, step.id, 60);
    await storeSnapshot(tx, {
      crawlId: crawl.id,
      organizationId,
      observedAt: new Date(),
      document: {},
      managementAccountId,
      partition: "aws",
      rootId: "r-bench",
      featureSet: "ALL",
    });
    // Older than a week: the heatmap then reads what every row stood at before, too.
    await finaliseOrganization(tx, { organizationId, crawlId: crawl.id, nodes, day: "2026-01-01" });
  });
  return organizationId;
}

function generatedNodes(accounts: number, units: number): FinalisedNode[] {
  const tree: OrganizationNode[] = [{ id: "r-bench", kind: "root", parentId: null }];
  for (let unit = 0; unit < units; unit += 1) {
    const parentId = unit < 8 ? "r-bench" : `ou-bench-${Math.floor(unit / 4) - 1}`;
    tree.push({ id: `ou-bench-${unit}`, kind: "organizational-unit", parentId });
  }
  const postures = new Map<string, PostureSums>();
  for (let account = 0; account < accounts; account += 1) {
    const id = String(200_000_000_000 + account);
    tree.push({ id, kind: "account", parentId: `ou-bench-${account % units}` });
    postures.set(id, sumsOf(account));
  }
  const rolled = rollUp(tree, postures);
  const parents = new Map(tree.map(({ id, parentId }) => [id, parentId]));
  const depthOf = (id: string): number => {
    const parent = parents.get(id) ?? null;
    return parent === null ? 0 : depthOf(parent) + 1;
  };
  return tree.map((node) => ({
    ...node,
    name: node.id,
    depth: depthOf(node.id),
    accountState: node.kind === "account" ? "ACTIVE" : "",
    accounts: rolled.get(node.id)?.accounts ?? 0,
    childCount: tree.filter(({ parentId }) => parentId === node.id).length,
    posture: rolled.get(node.id) ?? { sums: emptySums(), accounts: 0, worst: nobody },
  }));
}

const nobody = {
  "data-protection": null,
  "identity-access": null,
  network: null,
  application: null,
  "os-patching": null,
  "logging-detection": null,
  "resilience-backup": null,
  governance: null,
};

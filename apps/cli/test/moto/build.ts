import { expectUntouched } from "./baseline.ts";
import {
  type Access,
  buildOrganization,
  homeRegion,
  type MotoOrganization,
  managementAccess,
  memberAccess,
} from "./organization.ts";
import { plantBackupPlan, plantCareful, plantIdentities } from "./plant-account.ts";
import { plantFunctions, plantInstances, plantNetwork } from "./plant-compute.ts";
import { plantBuckets, plantDatabases, plantKeys } from "./plant-storage.ts";
import { type Planted, PlantedVerdicts } from "./planted.ts";

type Planter = (planted: PlantedVerdicts, access: Access) => Promise<readonly string[]>;

/** A builder that leaves the untouched expectations as they are, or replaces the Region's backup verdict. */
const quietly =
  (plant: (planted: PlantedVerdicts, access: Access) => Promise<void>, ...done: string[]): Planter =>
  async (planted, access) => {
    await plant(planted, access);
    return done;
  };

const hasBackupNeed = `backup-plan-exists ${homeRegion}`;

/** What is done in which account; the others stay as moto makes them. */
const plans: Readonly<Record<string, readonly Planter[]>> = {
  "payments-prod": [plantCareful, quietly(plantBuckets), quietly(plantKeys)],
  "ledger-prod": [quietly(plantDatabases, hasBackupNeed), quietly(plantIdentities)],
  "shop-prod": [
    plantNetwork,
    async (planted, access) => {
      await plantInstances(planted, access);
      planted.add("backup-plan-exists", access.region, planted.root, "fail");
      return [hasBackupNeed];
    },
  ],
  "shop-staging": [quietly(plantFunctions)],
  "search-staging": [plantBackupPlan],
  "data-lake": [quietly(plantBuckets)],
  "log-archive": [plantCareful],
};

/** Builds the whole organisation in moto and says every verdict that follows from it. */
export async function buildMoto(
  endpoint: string,
): Promise<{ organization: MotoOrganization; planted: readonly Planted[] }> {
  const organization = await buildOrganization(endpoint);
  const rows: Planted[] = [];
  for (const [name, id] of Object.entries(organization.accounts)) {
    if (id === organization.closedAccountId) continue;
    const access = await memberAccess(endpoint, id);
    const planted = new PlantedVerdicts(id);
    const done: string[] = [];
    for (const plant of plans[name] ?? []) done.push(...(await plant(planted, access)));
    await expectUntouched(planted, access, new Set(done));
    rows.push(...planted.rows);
  }
  const management = new PlantedVerdicts(organization.managementAccountId);
  await expectUntouched(management, managementAccess(endpoint), new Set(), true);
  for (const { arn, isGuarded } of organization.units) {
    management.add("organizations-scp-enforced", "global", arn, isGuarded ? "pass" : "fail");
  }
  rows.push(...management.rows);
  return { organization, planted: rows };
}

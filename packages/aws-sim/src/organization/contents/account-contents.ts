import type { AccountPlan } from "../members.ts";
import type { Settings } from "../settings.ts";
import type { AccountKind } from "../types.ts";
import { plantBackup } from "./backup.ts";
import { plantBuckets, plantPublicAccessBlock } from "./buckets.ts";
import { plantDatabases } from "./databases.ts";
import { plantDetector, plantRecorder } from "./detection.ts";
import { plantFunctions } from "./functions.ts";
import { plantIdentity } from "./identity.ts";
import { plantInstances } from "./instances.ts";
import { plantKeys } from "./keys.ts";
import { plantNetwork } from "./network.ts";
import { openPlot, type Plot } from "./plot.ts";
import { plantSecurityGroups } from "./security-groups.ts";
import { plantSecurityContact, plantTrails } from "./trails.ts";
import type { AccountContents, RegionContents } from "./types.ts";

/** Most that an account of this kind runs in its home Region. */
const sizeOfKind: Readonly<
  Record<AccountKind, { readonly instances: number; readonly databases: number; readonly functions: number }>
> = {
  management: { instances: 0, databases: 0, functions: 1 },
  audit: { instances: 0, databases: 0, functions: 3 },
  "log-archive": { instances: 0, databases: 0, functions: 1 },
  network: { instances: 2, databases: 0, functions: 0 },
  shared: { instances: 4, databases: 1, functions: 2 },
  production: { instances: 6, databases: 2, functions: 3 },
  staging: { instances: 3, databases: 1, functions: 2 },
  development: { instances: 3, databases: 1, functions: 2 },
  sandbox: { instances: 2, databases: 1, functions: 2 },
  acquired: { instances: 5, databases: 2, functions: 3 },
};

/** Everything in an account, from its seed and id alone. */
export function fillAccount(settings: Settings, plan: AccountPlan, regions: readonly string[]): AccountContents {
  const { plot, planted } = openPlot(settings, plan, regions);
  const used = usedRegions(plot);
  return {
    identity: plantIdentity(plot),
    publicAccessBlock: plantPublicAccessBlock(plot),
    buckets: plantBuckets(plot),
    securityContact: plantSecurityContact(plot),
    trails: plantTrails(plot),
    regions: new Map(regions.map((region) => [region, fillRegion(plot, region, used)])),
    planted,
  };
}

/** Where the account runs something: its home, most often one more, seldom two. */
function usedRegions(plot: Plot): readonly string[] {
  const [home, ...others] = plot.settings.usedRegions;
  const spread = plot.plan.kind === "production" || plot.plan.kind === "acquired" ? 0.4 : 0.15;
  return [home, ...others.filter((region) => region !== home && plot.random("uses", region).chance(spread))];
}

function fillRegion(plot: Plot, region: string, usedRegions: readonly string[]): RegionContents {
  const used = usedRegions.includes(region);
  const share = region === plot.settings.homeRegion ? 1 : used ? 0.5 : 0;
  const size = sizeOfKind[plot.plan.kind];
  const draws = plot.random("sizes", region);
  const count = (most: number) => (share === 0 ? 0 : draws.integer(0, Math.round(most * share)));
  const network = plantNetwork(plot, region, vpcsOf(plot, region, used));
  const groups = plantSecurityGroups(plot, region, network.vpcs);
  const here = network.subnets.filter((subnet) => subnet.OwnerId === plot.accountId);
  const instances = plantInstances(plot, region, {
    count: here.length === 0 ? 0 : count(size.instances),
    subnets: here,
    groups: groups.securityGroups,
  });
  const databases = plantDatabases(plot, region, count(size.databases));
  const recorder = plantRecorder(plot, region);
  return {
    ebsEncryptionByDefault: plantEbsEncryption(plot, region, used),
    ...network,
    ...groups,
    instances,
    databases,
    functions: plantFunctions(plot, region, count(size.functions)),
    ...plantKeys(plot, region, used),
    recorders: recorder.recorders,
    recorderStatuses: recorder.statuses,
    detector: plantDetector(plot, region),
    backupPlans: plantBackup(plot, region, instances.length + databases.length > 0),
  };
}

/** A landing zone deletes the default VPCs; accounts that came from outside still have theirs. */
function vpcsOf(plot: Plot, region: string, used: boolean): { own: boolean; default: boolean; shared: boolean } {
  const { kind } = plot.plan;
  const keepsDefault = kind === "acquired" ? 0.25 : kind === "sandbox" ? 0.12 : 0.01;
  const draws = plot.random("vpcs", region);
  const quiet = kind === "log-archive" || kind === "audit" || kind === "management";
  return {
    own: used && !quiet,
    default: draws.chance(keepsDefault),
    shared: used && !quiet && kind !== "network" && draws.chance(0.15),
  };
}

function plantEbsEncryption(plot: Plot, region: string, used: boolean): boolean {
  const off = plot.mistake("ebs-encryption", 0.06) || plot.mistake(`ebs-encryption ${region}`, used ? 0.05 : 0.12);
  plot.plant("ec2-ebs-default-encryption", region, plot.rootArn, off ? "fail" : "pass");
  return !off;
}

import { type PostureSums, rollUp, sumDuties } from "@sekinin/posture";
import { countDuties, type DecidedResource, type Verdict } from "@sekinin/responsibility";
import type { AccountResult } from "../account/account-result.ts";
import type { KnownControl } from "../account/sightings.ts";
import { createConnection } from "../connection/create-connection.ts";
import { startCrawl } from "../crawl/start-crawl.ts";
import type { FinalisedNode } from "../heatmap/finalised-node.ts";
import type { Database } from "../open-database.ts";
import { storeSnapshot } from "../organization/store-snapshot.ts";

export const sampleControls: readonly KnownControl[] = [
  { id: "c-bucket", domain: "data-protection", severity: "high", resourceType: "AWS::S3::Bucket" },
  { id: "c-instance", domain: "network", severity: "critical", resourceType: "AWS::EC2::Instance" },
  { id: "c-root", domain: "identity-access", severity: "low", resourceType: "AWS::IAM::RootUser" },
];

export const rootArn = "arn:aws:iam::111111111111:root";

/** A tenant's connection with one running crawl whose organisation is known. */
export type SampleCrawl = {
  readonly tenantId: string;
  readonly connectionId: string;
  readonly crawlId: string;
  readonly organizationId: string;
};

export async function sampleConnection(database: Database, tenantId: string): Promise<string> {
  const { id } = await database.withTenant(tenantId, (tx) =>
    createConnection(tx, {
      managementRoleArn: "arn:aws:iam::111111111111:role/SekininManagement",
      memberRoleName: "SekininMember",
      externalId: "ext-sample",
    }),
  );
  return id;
}

/** Starts a crawl of a new connection, or of `connectionId`, and stores its organisation. */
export async function sampleCrawl(
  database: Database,
  tenantId: string,
  given: { readonly connectionId?: string | undefined; readonly organizationId?: string } = {},
): Promise<SampleCrawl> {
  const connectionId = given.connectionId ?? (await sampleConnection(database, tenantId));
  const organizationId = given.organizationId ?? "o-sample0001";
  const started = await database.withTenant(tenantId, (tx) => startCrawl(tx, { connectionId, trigger: "manual" }));
  if (!("id" in started)) throw new Error("A crawl of this connection runs already");
  await database.withTenant(tenantId, (tx) =>
    storeSnapshot(tx, {
      crawlId: started.id,
      organizationId,
      observedAt: new Date("2026-11-01T00:00:00Z"),
      document: { format: "sekinin.organization/1" },
      managementAccountId: "111111111111",
      partition: "aws",
      rootId: "r-root",
      featureSet: "ALL",
    }),
  );
  return { tenantId, connectionId, crawlId: started.id, organizationId };
}

export function decided(controlId: string, region: string, resource: string, verdict: Verdict): DecidedResource {
  return { controlId, region, resource, verdict };
}

/** What `decideAccount` and `posture` make of these verdicts, ready to be stored. */
export function sampleResult(
  crawl: SampleCrawl,
  verdicts: readonly DecidedResource[],
  changes: Partial<AccountResult> = {},
): AccountResult {
  const duties = countDuties(verdicts);
  return {
    organizationId: crawl.organizationId,
    crawlId: crawl.crawlId,
    accountId: "111111111111",
    name: "payments",
    status: "current",
    reason: null,
    observedAt: new Date("2026-11-02T03:00:00Z"),
    lastReadAt: new Date("2026-11-02T03:00:00Z"),
    decided: verdicts,
    duties,
    sums: sampleSums(duties),
    controls: sampleControls,
    regions: ["eu-west-1", "us-east-1"],
    day: "2026-11-02",
    calls: 7,
    ...changes,
  };
}

function sampleSums(duties: ReturnType<typeof countDuties>): PostureSums {
  const controls = new Map(sampleControls.map((control) => [control.id, control]));
  return sumDuties(
    duties.flatMap((duty) => {
      const control = controls.get(duty.controlId);
      return control === undefined ? [] : [{ ...duty, domain: control.domain, severity: control.severity }];
    }),
  );
}

/** A root with one OU that holds these accounts, as finalise is given it. */
export function sampleTree(accounts: ReadonlyMap<string, PostureSums>): FinalisedNode[] {
  const nodes = [
    { id: "r-root", kind: "root" as const, parentId: null, name: "Root", depth: 0, accountState: "", childCount: 1 },
    {
      id: "ou-work",
      kind: "organizational-unit" as const,
      parentId: "r-root",
      name: "Workloads",
      depth: 1,
      accountState: "",
      childCount: accounts.size,
    },
    ...[...accounts.keys()].map((id) => ({
      id,
      kind: "account" as const,
      parentId: "ou-work",
      name: `account ${id}`,
      depth: 2,
      accountState: "ACTIVE",
      childCount: 0,
    })),
  ];
  const postures = rollUp(nodes, accounts);
  return nodes.map((node) => {
    const posture = postures.get(node.id);
    if (posture === undefined) throw new Error(`No posture of ${node.id}`);
    return { ...node, accounts: posture.accounts, posture };
  });
}

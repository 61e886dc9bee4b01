import { ListBackupPlansCommand, ListBackupSelectionsCommand } from "@aws-sdk/client-backup";
import { accountRootArn, type BackupPlanning, type Listing, type Reading, read } from "@sekinin/responsibility";
import { type CollectorContext, callIn, listingOf, readingOf, required } from "./collector-context.ts";
import { readPages } from "./read-pages.ts";
import { backupService } from "./services.ts";

/** Backup plans of one Region with the number of their selections, and what there is to protect. */
export function collectBackup(
  context: CollectorContext,
  region: string,
  protectableCount: Promise<Reading<number>>,
): Promise<Listing> {
  const action = "backup:ListBackupPlans";
  const { partition, accountId } = context.session;
  return listingOf("AWS::Backup::BackupPlan", region, action, async () => {
    const listed = await readPages(
      context,
      action,
      async (NextToken) => {
        const answer = await callIn(context, backupService, region, action, (client, options) =>
          client.send(new ListBackupPlansCommand({ MaxResults: 1_000, NextToken }), options),
        );
        return { items: answer.BackupPlansList, next: answer.NextToken };
      },
      ({ BackupPlanId }) => BackupPlanId,
    );
    const plans = await Promise.all(
      listed.map(async ({ BackupPlanId }): Promise<BackupPlanning["plans"][number]> => {
        const id = required(BackupPlanId, action);
        return { id, selectionCount: await selectionCount(context, region, id) };
      }),
    );
    return [{ arn: accountRootArn(partition, accountId), region, plans, protectableCount: await protectableCount }];
  });
}

function selectionCount(context: CollectorContext, region: string, planId: string): Promise<Reading<number>> {
  const action = "backup:ListBackupSelections";
  return readingOf(action, async () => {
    const selections = await readPages(
      context,
      action,
      async (NextToken) => {
        const answer = await callIn(context, backupService, region, action, (client, options) =>
          client.send(new ListBackupSelectionsCommand({ BackupPlanId: planId, MaxResults: 1_000, NextToken }), options),
        );
        return { items: answer.BackupSelectionsList, next: answer.NextToken };
      },
      ({ SelectionId }) => SelectionId,
    );
    return selections.length;
  });
}

const gone: ReadonlySet<string> = new Set(["terminated", "shutting-down"]);

/** What AWS Backup could protect in a Region, of what the crawl reads: instances and databases that still live. */
export function protectableOf(instances: Listing | undefined, databases: Listing | undefined): Reading<number> {
  let count = 0;
  for (const listing of [instances, databases]) {
    if (listing === undefined) return { status: "unread", reason: { code: "not-collected" } };
    const { resources } = listing;
    if (resources.status === "unread") return resources;
    count += resources.value.filter((resource) => !("state" in resource) || !gone.has(resource.state)).length;
  }
  return read(count);
}

import type { ListBackupPlansOutput, ListBackupSelectionsOutput } from "@aws-sdk/client-backup";
import { SimulatedError } from "../wire/handler.ts";
import { paginate } from "../wire/paginate.ts";
import { contentsHere, ownerOf, type ServiceHandlers, textIn } from "./simulated.ts";

export const backup: ServiceHandlers = {
  ListBackupPlans: (context, input) => {
    const { items, nextToken } = paginate({
      operation: "backup:ListBackupPlans",
      owner: ownerOf(context),
      items: contentsHere(context).backupPlans,
      token: input.NextToken,
      limit: input.MaxResults,
    });
    return { BackupPlansList: items.map(({ plan }) => plan), NextToken: nextToken } satisfies ListBackupPlansOutput;
  },
  ListBackupSelections: (context, input) => {
    const id = textIn(input, "BackupPlanId") ?? "";
    const found = contentsHere(context).backupPlans.find(({ plan }) => plan.BackupPlanId === id);
    if (found === undefined) {
      throw new SimulatedError("ResourceNotFoundException", 400, `Cannot find Backup plan with ID ${id}`, {
        Type: "User",
      });
    }
    const { items, nextToken } = paginate({
      operation: "backup:ListBackupSelections",
      owner: ownerOf(context, id),
      items: found.selections,
      token: input.NextToken,
      limit: input.MaxResults,
    });
    return { BackupSelectionsList: items, NextToken: nextToken } satisfies ListBackupSelectionsOutput;
  },
};

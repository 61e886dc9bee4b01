import { isUuid } from "../text.ts";
import type { TenantTransaction } from "../transaction.ts";

/** Whether the tenant has such a step at all: a claim that fails does not tell. */
export async function stepExists(tx: TenantTransaction, stepId: string): Promise<boolean> {
  return isUuid(stepId) && (await tx.crawlStep.count({ where: { id: stepId } })) > 0;
}

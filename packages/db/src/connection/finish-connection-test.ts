import { Failure } from "@sekinin/config";
import { execute } from "../sql.ts";
import { isUuid, storableJson } from "../text.ts";
import type { TenantTransaction } from "../transaction.ts";
import type { ConnectionTestStepRow } from "./connection-test.ts";

/** Ends a running test, or (state `running`) shows how far it is. Throws `not-found` where it has ended already. */
export async function finishConnectionTest(
  tx: TenantTransaction,
  testId: string,
  outcome: { readonly state: "running" | "passed" | "failed"; readonly steps: readonly ConnectionTestStepRow[] },
): Promise<void> {
  const { state, steps } = outcome;
  const written = isUuid(testId)
    ? await execute(tx)`
        UPDATE connection_tests SET state = ${state}, steps = ${storableJson(steps)}::jsonb,
          finished_at = CASE WHEN ${state} = 'running' THEN NULL ELSE clock_timestamp() END
        WHERE id = ${testId}::uuid AND state IN ('requested', 'running')`
    : 0;
  if (written === 0) throw new Failure("not-found");
}

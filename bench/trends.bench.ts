import { listAccountNames, listOrganizations, listUnits, readTrend } from "@sekinin/db";
import { addDays } from "@sekinin/posture";
import { generateHistory } from "./generated-history.ts";
import { report, withServices } from "./harness.ts";
import { measurePage } from "./page-reads.ts";

/** The trends' reads over each range, with 2,000 accounts, a million findings and a year of rollups. */
await withServices(async (services) => {
  const test = await services.createDatabase();
  try {
    const history = await generateHistory({ ownerUrl: test.ownerUrl });
    const { organizationId, rootId, today, unitIds, accountIds } = history;
    const nodes = [
      ["organization", rootId],
      ["OU", unitIds[0] ?? rootId],
    ] as const;
    for (const [what, nodeId] of nodes) {
      for (const days of [90, 365]) {
        const range = { organizationId, nodeId, from: addDays(today, -days), to: today };
        report(
          await measurePage(
            `trends of ${days} days of an ${what} p95 / one indexed row read`,
            { ...history, database: test.database },
            async (tx) => {
              await listOrganizations(tx);
              await listUnits(tx, organizationId);
              const trend = await readTrend(tx, range);
              if (trend.points.length < 2) throw new Error("The generated history is not read");
              await listAccountNames(tx, organizationId, accountIds.slice(0, 27));
            },
          ),
        );
      }
    }
  } finally {
    await test.drop();
  }
});

import { listOrganizations, readOverview } from "@sekinin/db";
import { generateHistory } from "./generated-history.ts";
import { report, withServices } from "./harness.ts";
import { measurePage } from "./page-reads.ts";

/** The overview's reads with 2,000 accounts, a million findings and a year of rollups. */
await withServices(async (services) => {
  const test = await services.createDatabase();
  try {
    const history = await generateHistory({ ownerUrl: test.ownerUrl });
    const { organizationId, rootId, today } = history;
    const now = new Date(`${today}T12:00:00Z`);
    report(
      await measurePage("overview p95 / one indexed row read", { ...history, database: test.database }, async (tx) => {
        await listOrganizations(tx);
        const overview = await readOverview(tx, { organizationId, rootId, now });
        if ((overview?.history.points.length ?? 0) < 80) throw new Error("The generated history is not read");
      }),
    );
  } finally {
    await test.drop();
  }
});

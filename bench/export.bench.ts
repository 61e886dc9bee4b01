import { createWriteStream } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { openFindings, resolveFindings, streamFindingView, viewCsv, viewCsvHeader } from "@sekinin/db";
import { generateHistory } from "./generated-history.ts";
import { report, withServices } from "./harness.ts";

const megabyte = 1_048_576;
const statuses = ["open", "unknown", "resolved", "frozen"] as const;

/** A million findings as CSV to a file: rows a second, and what memory grows by while it runs. */
await withServices(async (services) => {
  const test = await services.createDatabase();
  const file = join(tmpdir(), `sekinin-export-${process.pid}.csv`);
  try {
    const { organizationId, tenantId } = await generateHistory({ ownerUrl: test.ownerUrl });
    let rows = 0;
    let earlyBytes = 0;
    let peakBytes = 0;
    const lines = (tx: Parameters<typeof streamFindingView>[0]) =>
      async function* () {
        yield viewCsvHeader("ja");
        const findings = await resolveFindings(tx, { ...openFindings(organizationId), statuses });
        for await (const finding of streamFindingView(tx, findings)) {
          rows += 1;
          if (rows % 1_000 === 0) {
            const { rss } = process.memoryUsage();
            peakBytes = Math.max(peakBytes, rss);
            // By then code and buffers are there: from here on it must be flat.
            if (rows === 50_000) earlyBytes = rss;
          }
          yield viewCsv(finding, "ja");
        }
      };
    const began = performance.now();
    await test.database.withTenant(tenantId, (tx) => pipeline(lines(tx)(), createWriteStream(file)), {
      timeoutMs: 3_600_000,
    });
    const seconds = (performance.now() - began) / 1_000;
    const grownMegabytes = (peakBytes - earlyBytes) / megabyte;
    report({
      name: "memory that an export of 1 M findings grows by after its first 50,000, MB",
      ratio: grownMegabytes,
      goal: "<= 100",
      ok: rows === 1_000_000 && grownMegabytes <= 100,
      detail: { rows, rowsPerSecond: Math.round(rows / seconds), seconds, peakMegabytes: peakBytes / megabyte },
    });
  } finally {
    await rm(file, { force: true });
    await test.drop();
  }
});

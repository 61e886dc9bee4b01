import { once } from "node:events";
import {
  byteOrderMark,
  type Database,
  type ExportedFinding,
  findingCsv,
  findingCsvHeader,
  findingLine,
  streamFindings,
  streamVerdicts,
  type TenantTransaction,
  verdictLine,
} from "@sekinin/db";
import { type Command, Option } from "commander";
import { example } from "../example.ts";
import { requireTenant, withInstallation } from "../installation.ts";
import { say } from "../report.ts";

const timeoutMs = 3_600_000;

export function addExportCommands(program: Command): void {
  const command = program.command("export").description("Take data along, streamed to stdout");
  command
    .command("verdicts")
    .description("A line per decided resource of the last crawl, passes too")
    .requiredOption("--tenant <slug>", "tenant to export")
    .addOption(new Option("--format <format>", "one JSON object a line").choices(["ndjson"]).default("ndjson"))
    .addHelpText("after", example("export verdicts --tenant acme --format ndjson"))
    .action(({ tenant }: { readonly tenant: string }) =>
      exportRows(tenant, streamVerdicts, (row) => `${JSON.stringify(verdictLine(row))}\n`),
    );
  command
    .command("findings")
    .description("A line per finding, resolved ones too")
    .requiredOption("--tenant <slug>", "tenant to export")
    .addOption(new Option("--format <format>", "csv opens in Excel").choices(["ndjson", "csv"]).default("ndjson"))
    .addHelpText("after", example("export findings --tenant acme --format csv > findings.csv"))
    .action(async ({ tenant, format }: { readonly tenant: string; readonly format: "ndjson" | "csv" }) => {
      if (format === "csv") process.stdout.write(byteOrderMark + findingCsvHeader);
      const write =
        format === "csv"
          ? findingCsv
          : (row: ExportedFinding) => `${JSON.stringify(findingLine(row))}
`;
      await exportRows(tenant, streamFindings, write);
    });
}

async function exportRows<Row extends object>(
  slug: string,
  stream: (tx: TenantTransaction) => AsyncIterable<Row>,
  format: (row: Row) => string,
): Promise<void> {
  await withInstallation(async (database: Database) => {
    const tenant = await requireTenant(database, slug);
    const count = await database.withTenant(tenant.id, (tx) => writeAll(stream(tx), format), { timeoutMs });
    say(`${count} lines.`);
  });
}

/** Writes at the reader's pace, so that memory stays flat; a reader that went away (`| head`) ends it quietly. */
async function writeAll<Row>(rows: AsyncIterable<Row>, format: (row: Row) => string): Promise<number> {
  let count = 0;
  for await (const row of rows) {
    if (process.stdout.destroyed) break;
    if (!process.stdout.write(format(row))) await once(process.stdout, "drain");
    count += 1;
  }
  return count;
}

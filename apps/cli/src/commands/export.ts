import {
  byteOrderMark,
  type Database,
  type ExportedFinding,
  findingCsv,
  findingCsvHeader,
  findingLine,
  listOrganizations,
  readCurrentSnapshot,
  readObjectiveParameters,
  streamFindings,
  streamVerdicts,
  type TenantTransaction,
  verdictLine,
} from "@sekinin/db";
import { writeOrganizationFile } from "@sekinin/guardrails";
import { type Command, Option } from "commander";
import { example } from "../example.ts";
import { requireTenant, withInstallation } from "../installation.ts";
import { BadInput, say } from "../report.ts";
import { write } from "../write-rows.ts";

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
  command
    .command("organization")
    .description(
      "The organisation as its last complete crawl read it, as a file for coverage, evaluate, lint and import",
    )
    .requiredOption("--tenant <slug>", "tenant to export")
    .option("--organization <id>", "which one, where the tenant has several")
    .addHelpText("after", example("export organization --tenant acme > organization.json"))
    .action(exportOrganization);
}

type OrganizationOptions = { readonly tenant: string; readonly organization?: string };

async function exportOrganization({ tenant: slug, organization: id }: OrganizationOptions): Promise<void> {
  await withInstallation(async (database) => {
    const tenant = await requireTenant(database, slug);
    const file = await database.withTenant(tenant.id, async (tx) => {
      const all = await listOrganizations(tx);
      const [first, second] = id === undefined ? all : all.filter(({ organizationId }) => organizationId === id);
      if (first === undefined)
        throw new BadInput(`The tenant has no organisation${id === undefined ? "" : ` \`${id}\``}.`);
      if (second !== undefined)
        throw new BadInput(`Name one with --organization: ${all.map((one) => one.organizationId).join(", ")}`);
      const snapshot = await readCurrentSnapshot(tx, first.organizationId);
      if (snapshot === null) throw new BadInput("No crawl of this organisation is complete yet.");
      const stored = await readObjectiveParameters(tx, first.organizationId);
      const parameters = { ...snapshot.reading.parameters, ...stored?.parameters };
      return writeOrganizationFile({ ...snapshot.reading, partition: first.partition, parameters });
    });
    await write(file);
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
    if (!(await write(format(row)))) break;
    count += 1;
  }
  return count;
}

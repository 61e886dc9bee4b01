import { startImport } from "@sekinin/db";
import { readOrganizationFile } from "@sekinin/guardrails";
import type { Command } from "commander";
import { example } from "../example.ts";
import { followCrawl } from "../follow-crawl.ts";
import { requireTenant, withInstallation } from "../installation.ts";
import { readText, refuse } from "../read-file.ts";
import { BadInput } from "../report.ts";

type ImportOptions = { readonly tenant: string; readonly wait?: boolean };

export function addOrganizationCommands(program: Command): void {
  program
    .command("organization")
    .description("Organisations that come as a file")
    .command("import")
    .argument("<file>", "organisation file (sekinin.organization/1)")
    .description("Make a file a tenant's organisation without AWS, or the next state of it (exit code 2: bad file)")
    .requiredOption("--tenant <slug>", "tenant that gets it")
    .option("--wait", "show progress until its guardrails are decided")
    .addHelpText("after", example("organization import --tenant acme organization.json --wait"))
    .action(importOrganization);
}

async function importOrganization(path: string, options: ImportOptions): Promise<void> {
  const text = await readText(path);
  const file = readOrganizationFile(text);
  if (file.status === "refused") return refuse(path, file.problems);
  await withInstallation(async (database) => {
    const tenant = await requireTenant(database, options.tenant);
    const actor = { kind: "command-line", id: null } as const;
    const { id: organizationId } = file.reading.organization;
    const started = await database.withTenant(tenant.id, (tx) => startImport(tx, { actor, organizationId, text }));
    if ("running" in started) throw new BadInput("An earlier file of this organisation is being read; try again soon.");
    process.stdout.write(`${JSON.stringify({ crawl: started.id, organization: organizationId })}\n`);
    if (options.wait === true) await followCrawl(database, tenant.id, started.id);
  });
}

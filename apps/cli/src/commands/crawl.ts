import { recordAuditEvent, startCrawl } from "@sekinin/db";
import type { Command } from "commander";
import { example } from "../example.ts";
import { followCrawl } from "../follow-crawl.ts";
import { requireConnection, requireTenant, withInstallation } from "../installation.ts";
import { say } from "../report.ts";

type CrawlOptions = { readonly tenant: string; readonly connection?: string; readonly wait?: boolean };

export function addCrawlCommand(program: Command): void {
  program
    .command("crawl")
    .description("Start a crawl; with --wait show it until it ends (exit code 1 where it did not complete)")
    .requiredOption("--tenant <slug>", "tenant to crawl")
    .option("--connection <id>", "needed where the tenant has several")
    .option("--wait", "show progress until the crawl ends")
    .addHelpText("after", example("crawl --tenant acme --wait"))
    .action(crawl);
}

async function crawl(options: CrawlOptions): Promise<void> {
  await withInstallation(async (database) => {
    const tenant = await requireTenant(database, options.tenant);
    const connection = await requireConnection(database, tenant.id, options.connection);
    const started = await database.withTenant(tenant.id, async (tx) => {
      const answer = await startCrawl(tx, { connectionId: connection.id, trigger: "command-line" });
      if ("id" in answer)
        await recordAuditEvent(tx, {
          actor: { kind: "command-line", id: null },
          action: "crawl.started",
          detail: { crawlId: answer.id },
        });
      return answer;
    });
    const id = "id" in started ? started.id : started.running;
    if (!("id" in started)) say("A crawl of this organisation is running already; showing that one.");
    process.stdout.write(`${JSON.stringify({ crawl: id })}\n`);
    if (options.wait === true) await followCrawl(database, tenant.id, id);
  });
}

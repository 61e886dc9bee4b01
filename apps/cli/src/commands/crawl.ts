import { type CrawlProgress, crawlProgress, type Database, recordAuditEvent, startCrawl } from "@sekinin/db";
import type { Command } from "commander";
import { example } from "../example.ts";
import { requireConnection, requireTenant, withInstallation } from "../installation.ts";
import { BadInput, Disagreement, say } from "../report.ts";

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
    if (options.wait === true) await follow(database, tenant.id, id);
  });
}

const pollMs = 1_000;
const patienceMs = 30_000;

async function follow(database: Database, tenantId: string, crawlId: string): Promise<void> {
  const start = Date.now();
  let last = "";
  for (;;) {
    const progress = await database.withTenant(tenantId, (tx) => crawlProgress(tx, crawlId));
    if (progress === null) throw new BadInput("The crawl is gone.");
    const line = wordsOf(progress);
    if (line !== last) say(line);
    last = line;
    if (progress.state === "complete") return;
    if (progress.state !== "running")
      throw new Disagreement(
        `The crawl ended as ${progress.state}. npm run -s sekinin -- connection test says whether the roles still work.`,
      );
    if (progress.startedAt === null && Date.now() - start > patienceMs)
      throw new BadInput("No worker has taken the crawl. Is one running (npm start)?");
    await new Promise((resolve) => setTimeout(resolve, pollMs));
  }
}

function wordsOf({ state, byState, unknownAccounts, calls, throttles, secondsLeft }: CrawlProgress): string {
  const total = Object.values(byState).reduce((sum, count) => sum + count, 0);
  const done = total - byState.pending - byState.running;
  const left = secondsLeft === null || state !== "running" ? "" : `, about ${Math.ceil(secondsLeft)} s left`;
  return `${state}: ${done} of ${total} steps, ${unknownAccounts} accounts with something unknown, ${calls} calls, ${throttles} throttles${left}`;
}

import { type CrawlProgress, crawlProgress, type Database } from "@sekinin/db";
import { BadInput, Disagreement, say } from "./report.ts";

const pollMs = 1_000;
const patienceMs = 30_000;

/** Shows a crawl's progress until it has ended. Throws `Disagreement` where it did not complete. */
export async function followCrawl(database: Database, tenantId: string, crawlId: string): Promise<void> {
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

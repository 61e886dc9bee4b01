import { type CrawlServices, testConnectionRow } from "@sekinin/crawl";
import { connectionTest, type Processor, processorFor } from "@sekinin/jobs";

/** Runs one requested test of a connection and writes its steps as they end. */
export function connectionTestProcessor(services: CrawlServices): Processor {
  return processorFor(connectionTest, async ({ tenantId, testId }, { signal }) => {
    const outcome = await testConnectionRow(services, { tenantId, testId }, { signal });
    return outcome === "not-visible" ? "refused" : "done";
  });
}

import { type CrawlServices, runStep } from "@sekinin/crawl";
import { crawlStep, type Processor, processorFor } from "@sekinin/jobs";

/** Runs one step. A step of another tenant, or one that is gone, is refused; one that is not due is nobody's fault. */
export function crawlStepProcessor(services: CrawlServices): Processor {
  return processorFor(crawlStep, async ({ tenantId, stepId }, { signal }) => {
    const outcome = await runStep(services, { tenantId, stepId }, { signal });
    return outcome === "not-visible" ? "refused" : "done";
  });
}

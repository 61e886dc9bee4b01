import type { CrawlServices } from "@sekinin/crawl";
import type { Processor, QueueName } from "@sekinin/jobs";
import { connectionTestProcessor } from "./connection-test.ts";
import { crawlStepProcessor } from "./crawl-step.ts";

/** Every job's processor, by the queue on which it arrives. */
export function processorsByQueue(services: CrawlServices): Readonly<Record<QueueName, readonly Processor[]>> {
  return {
    "sekinin-crawl": [crawlStepProcessor(services)],
    "sekinin-connection": [connectionTestProcessor(services)],
  };
}

import type { CrawlServices } from "@sekinin/crawl";
import type { MailServices } from "@sekinin/digest/sending";
import type { Processor, QueueName } from "@sekinin/jobs";
import { connectionTestProcessor } from "./connection-test.ts";
import { crawlStepProcessor } from "./crawl-step.ts";
import { sendMailProcessor } from "./send-mail.ts";

/** Every job's processor, by the queue on which it arrives. */
export function processorsByQueue(
  services: CrawlServices,
  mail: MailServices | null,
): Readonly<Record<QueueName, readonly Processor[]>> {
  return {
    "sekinin-crawl": [crawlStepProcessor(services)],
    "sekinin-connection": [connectionTestProcessor(services)],
    "sekinin-digest": mail === null ? [] : [sendMailProcessor(mail)],
  };
}

import { noOrganizationFacts } from "@sekinin/aws";
import { readImport } from "@sekinin/db";
import { readOrganizationFile } from "@sekinin/guardrails";
import type { StepContext } from "../step/step-context.ts";
import type { CrawledOrganization } from "./crawled-organization.ts";
import type { CrawlStop } from "./fail-crawl.ts";

/**
 * The organisation of an import's file; why the crawl cannot go on otherwise. Nothing of AWS is asked, and nothing is
 * claimed: anybody can write an id into a file. It is the tenant's own copy, whoever else reads that organisation.
 */
export async function readOrganizationText({
  services,
  tenantId,
  step,
}: StepContext): Promise<CrawledOrganization | CrawlStop> {
  const text = await services.database.withTenant(tenantId, (tx) => readImport(tx, step.crawlId));
  const file = text === null ? null : readOrganizationFile(text);
  if (file?.status !== "read") return { code: "input.invalid" };
  return {
    reading: file.reading,
    partition: file.reading.partition ?? "aws",
    facts: noOrganizationFacts,
    isFile: true,
  };
}

import { noOrganizationFacts } from "@sekinin/aws";
import { claimOrganization, readImport } from "@sekinin/db";
import { readOrganizationFile } from "@sekinin/guardrails";
import type { StepContext } from "../step/step-context.ts";
import type { CrawledOrganization } from "./crawled-organization.ts";
import type { CrawlStop } from "./fail-crawl.ts";

/**
 * The organisation of an import's file, claimed for this connection; why the crawl cannot go on otherwise. Nothing of
 * AWS is asked. Another tenant's organisation, or one that is crawled here, is said to be taken and no more.
 */
export async function readOrganizationText(context: StepContext): Promise<CrawledOrganization | CrawlStop> {
  const { services, tenantId, step } = context;
  const text = await services.database.withTenant(tenantId, (tx) => readImport(tx, step.crawlId));
  const file = text === null ? null : readOrganizationFile(text);
  if (file?.status !== "read") return { code: "input.invalid" };
  const { reading } = file;
  const claim = { tenantId, connectionId: step.connectionId, organizationId: reading.organization.id };
  const owner = await services.database.withSystem((tx) => claimOrganization(tx, claim));
  if (owner === "taken") return { code: "connection.organization-taken" };
  return { reading, partition: "aws", facts: noOrganizationFacts, isFile: true };
}

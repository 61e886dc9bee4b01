import type { PageStore } from "@sekinin/aws";
import { listOrganizationPages, storeOrganizationPage, withLease } from "@sekinin/db";
import type { StepContext } from "../step/step-context.ts";

/** Keeps each page of the organisation's lists as it is read, fenced, so that a killed step goes on after it. */
export function pageStore({ services, tenantId, step }: StepContext): PageStore {
  return {
    load: (list) => services.database.withTenant(tenantId, (tx) => listOrganizationPages(tx, step.crawlId, list)),
    save: (page) =>
      services.database.withTenant(tenantId, async (tx) => {
        await withLease(tx, step.id, step.leaseToken);
        await storeOrganizationPage(tx, step.crawlId, page);
      }),
  };
}

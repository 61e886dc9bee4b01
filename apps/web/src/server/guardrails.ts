import "server-only";
import { listOrganizations, readCurrentSnapshot, readObjectiveParameters } from "@sekinin/db";
import {
  type CompiledOrganization,
  compileOrganization,
  loadUniverse,
  type OrganizationReading,
} from "@sekinin/guardrails";
import { createOrganizationCache, type OrganizationCache } from "./organization-cache.ts";
import type { TenantContext } from "./require-tenant.ts";

/** An organisation as its current crawl saw it, ready for many questions. */
export type CurrentGuardrails = {
  readonly crawlId: string;
  readonly observedAt: Date;
  readonly compiled: CompiledOrganization;
};

/** 10,000 accounts with their policies take some 20 MB each. */
const most = 8;

// Next bundles pages, handlers and actions apart: a module's own variable would exist several times.
const key = Symbol.for("sekinin.web.guardrails");
type Holder = { [key]?: OrganizationCache<CurrentGuardrails | null> };

function cache(): OrganizationCache<CurrentGuardrails | null> {
  const holder = globalThis as Holder;
  holder[key] ??= createOrganizationCache({ most });
  return holder[key];
}

/**
 * Null where this tenant has no such organisation, no crawl of it is complete yet, or its policies were not kept. Two
 * statements where it is kept, four where it is not; what is kept belongs to one tenant and one crawl.
 */
export async function compiledOrganization(
  context: Pick<TenantContext, "tenantId" | "withTenant">,
  organizationId: string,
): Promise<CurrentGuardrails | null> {
  const { tenantId } = context;
  return context.withTenant(async (tx) => {
    const organizations = await listOrganizations(tx);
    const organization = organizations.find((one) => one.organizationId === organizationId);
    const crawlId = organization?.currentCrawlId ?? null;
    if (organization === undefined || crawlId === null) return null;
    const parameters = (await readObjectiveParameters(tx, organizationId))?.parameters ?? {};
    const variant = JSON.stringify(parameters);
    return cache().get({ tenantId, organizationId, crawlId, variant }, async () => {
      const snapshot = await readCurrentSnapshot(tx, organizationId);
      if (snapshot === null || !isReading(snapshot.reading)) return null;
      const { reading, observedAt } = snapshot;
      const { partition } = organization;
      const compiled = compileOrganization(reading, { universe: loadUniverse(), parameters, partition });
      return { crawlId: snapshot.crawlId, observedAt, compiled };
    });
  });
}

/** Our own document, which a crawl wrote from this type; a crawl of an older release may have kept less. */
function isReading(document: unknown): document is OrganizationReading {
  if (typeof document !== "object" || document === null) return false;
  const lists = ["organizationalUnits", "accounts", "policies", "unread"] as const;
  const parts = document as Partial<Record<(typeof lists)[number] | "root" | "organization", unknown>>;
  return (
    typeof parts.root === "object" &&
    typeof parts.organization === "object" &&
    lists.every((name) => Array.isArray(parts[name]))
  );
}

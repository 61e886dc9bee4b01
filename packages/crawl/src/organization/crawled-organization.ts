import type { OrganizationFacts } from "@sekinin/aws";
import { readSnapshot } from "@sekinin/db";
import type { OrganizationReading } from "@sekinin/guardrails";
import type { StepContext } from "../step/step-context.ts";

/** What the organisation's step leaves to the accounts' steps. */
export type CrawledOrganization = {
  readonly partition: string;
  readonly reading: OrganizationReading;
  readonly facts: OrganizationFacts;
  /** It came as a file: no account can be entered, so none has a posture. */
  readonly isFile?: true;
};

/** As the snapshot keeps it: a `sekinin.organization/1` document with one more field. */
type Document = OrganizationReading & { readonly crawled: Omit<CrawledOrganization, "reading"> };

export function toDocument({ reading, ...crawled }: CrawledOrganization): Document {
  return { ...reading, crawled };
}

// A snapshot never changes once accounts have steps. The key holds the tenant, and the step that asks was visible to it.
const kept = new Map<string, Promise<CrawledOrganization>>();
const mostKept = 4;

/** The organisation as this step's crawl saw it; unpacked once per process and crawl, since 10,000 accounts ask. */
export function readCrawledOrganization(context: StepContext): Promise<CrawledOrganization> {
  const key = `${context.tenantId} ${context.step.crawlId}`;
  const known = kept.get(key);
  if (known !== undefined) return known;
  const reading = load(context);
  kept.set(key, reading);
  for (const oldest of [...kept.keys()].slice(0, Math.max(0, kept.size - mostKept))) kept.delete(oldest);
  reading.catch(() => kept.delete(key));
  return reading;
}

async function load({ services, tenantId, step }: StepContext): Promise<CrawledOrganization> {
  const snapshot = await services.database.withTenant(tenantId, (tx) => readSnapshot(tx, step.crawlId));
  if (snapshot === null) throw new Error("the crawl has no snapshot of its organisation");
  return fromDocument(snapshot.document);
}

/** Only `organizationStep` writes snapshots, by `toDocument`. */
export function fromDocument(document: unknown): CrawledOrganization {
  const { crawled, ...reading } = document as Document;
  return { reading, ...crawled };
}

import "server-only";
import { listServicesInUse } from "@sekinin/db";
import {
  applyDraft,
  type CompiledOrganization,
  type CoverageDelta,
  type DraftOperation,
  type DraftProblem,
  type Gap,
  type ServicesInUse,
  type Suggestion,
} from "@sekinin/guardrails";
import { createDraftThreads, type DraftThreads } from "../../../../server/draft-threads.ts";
import { type CurrentGuardrails, compiledOrganization } from "../../../../server/guardrails.ts";
import type { TenantContext } from "../../../../server/require-tenant.ts";

// Next bundles pages, handlers and actions apart: a module's own variable would exist several times.
const key = Symbol.for("sekinin.web.drafts");
type Kept = { readonly threads: DraftThreads; readonly inUse: WeakMap<CompiledOrganization, Promise<ServicesInUse>> };
type Holder = { [key]?: Kept };

function kept(): Kept {
  const holder = globalThis as Holder;
  holder[key] ??= { threads: createDraftThreads(), inUse: new WeakMap() };
  return holder[key];
}

type Context = Pick<TenantContext, "tenantId" | "withTenant"> & { readonly user: { readonly userId: string } };

export type TriedDraft = {
  readonly current: CurrentGuardrails;
  /** What AWS would refuse. */
  readonly problems: readonly DraftProblem[];
};

/** The draft on the current reading; null where this tenant has no such organisation. */
export async function tryDraft(
  context: Context,
  organizationId: string,
  operations: readonly DraftOperation[],
): Promise<TriedDraft | null> {
  const current = await compiledOrganization(context, organizationId);
  if (current === null) return null;
  return { current, problems: applyDraft(current.compiled.reading, operations).problems };
}

/**
 * What differs between two drafts on the organisation that `current` is of; no operations are the organisation as it is.
 * Worked out elsewhere, within limits: see `createDraftThreads`.
 */
export async function deltaOf(
  context: Context,
  current: CurrentGuardrails,
  [before, after]: readonly [readonly DraftOperation[], readonly DraftOperation[]],
): Promise<CoverageDelta> {
  const answer = await ask(context, current, { kind: "delta", before, after });
  if (answer.kind !== "delta") throw new Error("a delta was asked for");
  return answer.delta;
}

/** The smallest policies that close the gaps of the organisation as the draft leaves it, within the same limits. */
export async function suggestionFor(
  context: Context,
  current: CurrentGuardrails,
  { operations, gaps }: { readonly operations: readonly DraftOperation[]; readonly gaps: readonly Gap[] },
): Promise<Suggestion> {
  const answer = await ask(context, current, { kind: "suggest", after: operations, gaps });
  if (answer.kind !== "suggest") throw new Error("a suggestion was asked for");
  return answer.suggestion;
}

async function ask(
  context: Context,
  { compiled }: CurrentGuardrails,
  question: Parameters<DraftThreads["ask"]>[3],
): ReturnType<DraftThreads["ask"]> {
  const { threads, inUse } = kept();
  const { reading, partition, parameters } = compiled;
  const services = inUse.get(compiled) ?? readServices(context, reading.organization.id);
  inUse.set(compiled, services);
  services.catch(() => inUse.delete(compiled));
  // By the compiled organisation itself, which belongs to one tenant and one crawl: no thread ever sees two.
  const base = { reading, partition, parameters, inUse: await services };
  return threads.ask(compiled, base, context.user.userId, question);
}

async function readServices({ withTenant }: Context, organizationId: string): Promise<ServicesInUse> {
  const rows = await withTenant((tx) => listServicesInUse(tx, organizationId));
  return new Map(rows.map(({ accountId, services }) => [accountId, new Set(services)]));
}

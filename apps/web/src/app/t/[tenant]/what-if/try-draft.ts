import "server-only";
import { listServicesInUse } from "@sekinin/db";
import {
  type CompiledOrganization,
  type Coverage,
  type CoverageDelta,
  type CoverageMemos,
  compareCoverage,
  coverageMemo,
  type DraftOperation,
  type DraftProblem,
  decideOrganization,
  type ServicesInUse,
} from "@sekinin/guardrails";
import { type CurrentGuardrails, compiledOrganization } from "../../../../server/guardrails.ts";
import type { TenantContext } from "../../../../server/require-tenant.ts";
import { compileDraft } from "./compile-draft.ts";

/** What is shared by all tries on one reading; it goes when the reading does. */
type Kept = { readonly memo: CoverageMemos; inUse: Promise<ServicesInUse> | null; today: Coverage | null };

// By the compiled organisation itself, which belongs to one tenant: nothing is ever shared between two.
const key = Symbol.for("sekinin.web.what-if");
type Holder = { [key]?: WeakMap<CompiledOrganization, Kept> };

function keptOf(compiled: CompiledOrganization): Kept {
  const holder = globalThis as Holder;
  holder[key] ??= new WeakMap();
  const kept = holder[key].get(compiled) ?? { memo: coverageMemo(), inUse: null, today: null };
  holder[key].set(compiled, kept);
  return kept;
}

type Context = Pick<TenantContext, "tenantId" | "withTenant">;

export type TriedDraft = {
  readonly current: CurrentGuardrails;
  readonly after: CompiledOrganization;
  readonly problems: readonly DraftProblem[];
};

/** The draft on the current reading; null where this tenant has no such organisation. */
export async function tryDraft(
  context: Context,
  organizationId: string,
  operations: readonly DraftOperation[],
): Promise<TriedDraft | null> {
  const current = await compiledOrganization(context, organizationId);
  return current === null ? null : { current, ...compileDraft(current.compiled, operations) };
}

/** What differs between two states of the organisation that `current` is of. */
export async function deltaOf(
  context: Context,
  { compiled }: CurrentGuardrails,
  [before, after]: readonly [CompiledOrganization, CompiledOrganization],
): Promise<CoverageDelta> {
  const kept = keptOf(compiled);
  kept.inUse ??= readServices(context, compiled.reading.organization.id);
  kept.inUse.catch(() => {
    kept.inUse = null;
  });
  const { memo } = kept;
  const options = { memo, inUse: await kept.inUse };
  if (before !== compiled) return compareCoverage(before, after, options);
  kept.today ??= decideOrganization(compiled, { memo });
  return compareCoverage(before, after, { ...options, decidedBefore: kept.today });
}

async function readServices({ withTenant }: Context, organizationId: string): Promise<ServicesInUse> {
  const rows = await withTenant((tx) => listServicesInUse(tx, organizationId));
  return new Map(rows.map(({ accountId, services }) => [accountId, new Set(services)]));
}

import "server-only";
import { type AccountCoverage, type Organization, readAccountCoverage } from "@sekinin/db";
import { type CompiledOrganization, explainObjective } from "@sekinin/guardrails";
import type { ObjectiveOutcome } from "@sekinin/guardrails/coverage";
import { compiledOrganization } from "../../../../../../server/guardrails.ts";
import type { TenantContext } from "../../../../../../server/require-tenant.ts";
import { chooseOrganization } from "../../../choose-organization.ts";

/** One objective in one account: what was decided, and what explains it where the policies are at hand. */
export type OutcomePage = {
  readonly organization: Organization;
  /** What links to other pages carry: the organisation, where the address names one. */
  readonly query: string;
  readonly accountName: string;
  /** Null before anything was decided of it. */
  readonly outcome: ObjectiveOutcome | null;
  readonly compiled: CompiledOrganization | null;
  readonly observedAt: Date | null;
};

/**
 * Null where this tenant has no such account. Four statements, six where the organisation was not compiled yet. With
 * the policies at hand the outcome is decided anew, so that each statement is told with where it is attached.
 */
export async function readOutcomePage(
  context: Pick<TenantContext, "tenantId" | "withTenant">,
  asked: { readonly organizationId: string | null; readonly objectiveId: string; readonly accountId: string },
): Promise<OutcomePage | null> {
  const { objectiveId, accountId } = asked;
  if (!/^\d{12}$/.test(accountId)) return null;
  const found = await context.withTenant(async (tx) => {
    const chosen = await chooseOrganization(tx, asked.organizationId);
    if (chosen.kind !== "organization") return null;
    const { organization } = chosen;
    return { organization, stored: await readAccountCoverage(tx, organization.organizationId, accountId) };
  });
  if (found === null) return null;
  const { organization, stored } = found;
  const current = await compiledOrganization(context, organization.organizationId);
  const member = current?.compiled.accounts.get(accountId);
  if (stored === null && member === undefined) return null;
  const explained =
    current === null || member === undefined ? null : explainObjective(current.compiled, objectiveId, accountId);
  return {
    organization,
    query: asked.organizationId === null ? "" : `?organization=${asked.organizationId}`,
    accountName: stored?.name ?? member?.account.name ?? accountId,
    outcome: withMetBy(explained, stored, objectiveId),
    compiled: current?.compiled ?? null,
    observedAt: current?.observedAt ?? stored?.decidedAt ?? null,
  };
}

/** What declarative policies fulfil is decided with the whole organisation; the explanation is of SCPs and RCPs. */
function withMetBy(
  explained: ObjectiveOutcome | null,
  stored: AccountCoverage | null,
  objectiveId: string,
): ObjectiveOutcome | null {
  const known = stored?.outcomes[objectiveId] ?? null;
  if (explained === null) return known;
  return { ...explained, metBy: explained.metBy ?? known?.metBy ?? null };
}

import "server-only";
import { type CoverageState, type Organization, readCoverageState } from "@sekinin/db";
import { type LintProblem, lintOrganization } from "@sekinin/guardrails";
import { type CurrentGuardrails, compiledOrganization } from "../../../../server/guardrails.ts";
import type { TenantContext } from "../../../../server/require-tenant.ts";
import { chooseOrganization } from "../choose-organization.ts";
import type { NothingToShow } from "../heatmap/nothing-yet.tsx";

/** An organisation's policies with what is wrong with them, or why they are not known. */
export type PoliciesPage =
  | {
      readonly kind: "policies";
      readonly organization: Organization;
      readonly current: CurrentGuardrails;
      readonly problems: readonly LintProblem[];
    }
  | { readonly kind: "undecided"; readonly isPending: boolean }
  | NothingToShow
  | { readonly kind: "foreign" };

/** Four statements, six where the organisation was not compiled yet. */
export async function readPoliciesPage(
  context: Pick<TenantContext, "tenantId" | "withTenant">,
  organizationId: string | null,
): Promise<PoliciesPage> {
  const found = await context.withTenant(async (tx) => {
    const chosen = await chooseOrganization(tx, organizationId);
    if (chosen.kind !== "organization") return chosen;
    return { ...chosen, decided: await readCoverageState(tx, chosen.organization.organizationId) };
  });
  if (found.kind !== "organization") return found;
  const { organization, decided } = found;
  const current = await compiledOrganization(context, organization.organizationId);
  if (current === null) return { kind: "undecided", isPending: decided?.isPending ?? false };
  return { kind: "policies", organization, current, problems: problemsOf(decided?.state ?? null, current) };
}

/** What the crawl found wrong, where it was this crawl; else the policies are judged anew. */
function problemsOf(state: CoverageState | null, { crawlId, compiled }: CurrentGuardrails): readonly LintProblem[] {
  return state !== null && state.crawlId === crawlId ? state.problems : lintOrganization(compiled);
}

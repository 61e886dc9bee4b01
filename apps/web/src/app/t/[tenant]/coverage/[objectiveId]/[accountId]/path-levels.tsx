import { type CompiledOrganization, levelsOf, rcpType, scpType } from "@sekinin/guardrails";
import type { ObjectiveOutcome } from "@sekinin/guardrails/coverage";
import { Section } from "@sekinin/ui";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { policyTypeName } from "../../../../../../guardrail-words/change-words.ts";
import type { TenantContext } from "../../../../../../server/require-tenant.ts";
import styles from "../../coverage.module.css";
import { involvedPolicies } from "./involved-statements.ts";
import type { OutcomePage } from "./read-outcome-page.ts";

type Props = { context: TenantContext; page: OutcomePage; outcome: ObjectiveOutcome; accountId: string };

/** The way from the root to the account, with what is attached on each level; what decides is marked. */
export async function PathLevels({ context, page, outcome, accountId }: Props) {
  const t = await getTranslations("coverage.path");
  const { compiled } = page;
  const levels = compiled === null ? [] : levelsOn(compiled, accountId);
  if (compiled === null || levels.length === 0) return null;
  const involved = new Map(involvedPolicies(outcome).map((policy) => [policy.policyId, policy]));
  const hasRcp = [...involved.keys()].some((id) => compiled.policies.get(id)?.type === rcpType);
  const shown = new Set([scpType, ...(hasRcp ? [rcpType] : [])]);
  return (
    <Section title={t("title")}>
      <p className={styles["soft"]}>{t("text")}</p>
      <ol className={styles["levels"]}>
        {levels.map(({ nodeId, name, kind, policyIds }) => (
          <li key={nodeId}>
            <p className={styles["level"]}>
              <small>{t(kind)}</small>
              <strong>{name}</strong>
            </p>
            <ul>
              {policyIds
                .filter((id) => shown.has(compiled.policies.get(id)?.type ?? scpType))
                .map((id) => {
                  const policy = compiled.policies.get(id);
                  const own = involved.get(id);
                  return (
                    <li key={id} data-involved={own === undefined ? undefined : ""}>
                      {own !== undefined && <a href={`#policy-${id}`}>{policy?.name ?? id}</a>}
                      {own === undefined && policy === undefined && id}
                      {own === undefined && policy !== undefined && (
                        <Link href={`/t/${context.tenant.slug}/policies/${id}${page.query}`}>{policy.name}</Link>
                      )}
                      {policy?.type === rcpType && <small>{policyTypeName(rcpType, context.locale)}</small>}
                      {policy?.state.status === "unread" && <small>{t("unreadable")}</small>}
                    </li>
                  );
                })}
            </ul>
          </li>
        ))}
      </ol>
    </Section>
  );
}

type Level = {
  readonly nodeId: string;
  readonly name: string;
  readonly kind: "root" | "unit" | "account";
  readonly policyIds: readonly string[];
};

function levelsOn(compiled: CompiledOrganization, accountId: string): Level[] {
  const { reading } = compiled;
  const attached = new Map<string, string[]>();
  for (const type of [scpType, rcpType]) {
    const found = levelsOf(compiled, type, accountId);
    if (found.status !== "levels") continue;
    for (const { nodeId, entries } of found.levels) {
      if (nodeId === null) continue;
      const ids = entries.flatMap(({ policyId }) => (policyId === null ? [] : [policyId]));
      attached.set(nodeId, [...(attached.get(nodeId) ?? []), ...ids]);
    }
  }
  const units = new Map(reading.organizationalUnits.map(({ id, name }) => [id, name]));
  return (compiled.accounts.get(accountId)?.path.ids ?? []).map((nodeId) => {
    const unit = units.get(nodeId);
    const kind = nodeId === accountId ? "account" : nodeId === reading.root.id ? "root" : "unit";
    const name =
      kind === "account"
        ? (compiled.accounts.get(nodeId)?.account.name ?? nodeId)
        : kind === "root"
          ? (reading.root.name ?? nodeId)
          : (unit ?? nodeId);
    return { nodeId, kind, name, policyIds: [...new Set(attached.get(nodeId))] };
  });
}

import { Notice, Section, TableFrame } from "@sekinin/ui";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { policyTypeName } from "../../../../../../guardrail-words/change-words.ts";
import { compiledOrganization } from "../../../../../../server/guardrails.ts";
import type { TenantContext } from "../../../../../../server/require-tenant.ts";
import styles from "../../coverage.module.css";
import { type EffectiveGroup, effectiveGroups } from "./effective-rows.ts";

type Props = { context: TenantContext; organizationId: string; accountId: string; query: string };

/** What the account gets of declarative, tag, backup and the other inherited policies, merged over the levels. */
export async function EffectivePoliciesSection({ context, organizationId, accountId, query }: Props) {
  const current = await compiledOrganization(context, organizationId);
  if (current === null) return null;
  const t = await getTranslations("coverage");
  const groups = effectiveGroups(current.compiled, accountId);
  return (
    <Section title={t("effective.title")}>
      <p className={styles["soft"]}>{groups.length === 0 ? t("effective.none") : t("effective.text")}</p>
      {groups.map((group) => (
        <EffectiveTable key={group.type} context={context} group={group} query={query} />
      ))}
    </Section>
  );
}

type TableProps = { context: TenantContext; group: EffectiveGroup; query: string };

async function EffectiveTable({ context, group, query }: TableProps) {
  const t = await getTranslations("coverage");
  const name = policyTypeName(group.type, context.locale);
  const policies = `/t/${context.tenant.slug}/policies`;
  return (
    <>
      <h3>{name}</h3>
      {group.isInDoubt && <Notice kind="unknown" title={t("effective.doubt")} />}
      {group.rows.length > 0 && (
        <TableFrame label={name}>
          <table>
            <thead>
              <tr>
                <th scope="col">{t("effective.setting")}</th>
                <th scope="col">{t("effective.value")}</th>
                <th scope="col">{t("effective.from")}</th>
              </tr>
            </thead>
            <tbody>
              {group.rows.map((row) => (
                <tr key={row.path}>
                  <th scope="row" data-wrap>
                    <code>{row.path}</code>
                  </th>
                  <td data-wrap>
                    <code>{row.values.join(", ")}</code>
                    {!row.isCertain && <span className={styles["soft"]}> {t("effective.uncertain")}</span>}
                  </td>
                  <td data-wrap>
                    {row.policies.map(({ id, name: policyName }, at) => (
                      <span key={id}>
                        {at > 0 && ", "}
                        <Link href={`${policies}/${id}${query}`}>{policyName}</Link>
                      </span>
                    ))}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableFrame>
      )}
    </>
  );
}

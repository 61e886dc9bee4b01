import type { FailingNode } from "@sekinin/db";
import { formatNumber, Section, TableFrame } from "@sekinin/ui";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import type { TenantContext } from "../../../../../server/require-tenant.ts";
import { controlHref, type FindingSearch } from "../../findings/finding-search.ts";
import styles from "../../findings/findings.module.css";

type Props = { context: TenantContext; controlId: string; search: FindingSearch; nodes: readonly FailingNode[] };

/** OUs and accounts with most of it; each narrows the page. */
export async function WorstNodes({ context, controlId, search, nodes }: Props) {
  const t = await getTranslations("findings");
  if (nodes.length === 0) return null;
  const { locale, tenant } = context;
  const href = ({ kind, nodeId }: FailingNode) =>
    controlHref(tenant.slug, controlId, {
      ...search,
      ...(kind === "account" ? { account: nodeId } : { node: nodeId }),
    });
  return (
    <Section title={t("control.units")}>
      <TableFrame label={t("control.units")}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t("column.worst")}</th>
              <th scope="col" className="number">
                {t("column.resources")}
              </th>
              <th scope="col" className="number">
                {t("control.below")}
              </th>
            </tr>
          </thead>
          <tbody>
            {nodes.map((node) => (
              <tr key={node.nodeId}>
                <th scope="row">
                  <Link href={href(node)} className={styles["named"]}>
                    {node.name}
                  </Link>
                  {node.parentName !== "" && (
                    <span className={styles["below"]}>{t("control.in", { place: node.parentName })}</span>
                  )}
                </th>
                <td className="number">{formatNumber(node.failed, locale)}</td>
                <td className="number">
                  {node.kind === "account"
                    ? ""
                    : t("control.accountsOf", {
                        failing: formatNumber(node.failingAccounts, locale),
                        all: formatNumber(node.accounts, locale),
                      })}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableFrame>
    </Section>
  );
}

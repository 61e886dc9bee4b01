import { Section, TableFrame } from "@sekinin/ui";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { policyTypeName } from "../../../../guardrail-words/change-words.ts";
import type { TenantContext } from "../../../../server/require-tenant.ts";
import styles from "./policies.module.css";
import { type PolicySearch, policiesHref } from "./policy-search.ts";
import { type PolicyGroup, type PolicyRow, shownPolicies } from "./policy-view.ts";

type Props = { context: TenantContext; group: PolicyGroup; search: PolicySearch; base: string };

/** So many of each type where several are shown, and on a page of one type. */
const ofEach = 20;
const ofOne = 100;

/** Policies of one type: where they are attached, how large they are, what is wrong with them. */
export async function PolicyGroupSection({ context, group, search, base }: Props) {
  const t = await getTranslations("policies");
  const { locale } = context;
  const rows = shownPolicies(group.rows, search);
  const isNarrowed = search.text !== null || search.only !== null;
  if (rows.length === 0 && isNarrowed) return null;
  const isAlone = search.type !== null;
  const size = isAlone ? ofOne : ofEach;
  const from = isAlone ? (search.page - 1) * size : 0;
  const shown = rows.slice(from, from + size);
  const page = (number: number) => policiesHref(base, { ...search, type: group.type, page: number });
  return (
    <Section
      title={policyTypeName(group.type, locale)}
      aside={
        <span className={styles["soft"]}>
          {t(`status.${group.status}`)} · {t("count", { count: rows.length })}
        </span>
      }
    >
      <QuotaLine context={context} group={group} />
      {rows.length > 0 && (
        <TableFrame label={policyTypeName(group.type, locale)}>
          <table>
            <thead>
              <tr>
                <th scope="col">{t("policy")}</th>
                <th scope="col">{t("attached")}</th>
                <th scope="col" className="number">
                  {t("size")}
                </th>
                <th scope="col">{t("problems.title")}</th>
              </tr>
            </thead>
            <tbody>
              {shown.map((row) => (
                <PolicyLine key={row.id} row={row} group={group} base={base} />
              ))}
            </tbody>
          </table>
        </TableFrame>
      )}
      <nav className={styles["pager"]}>
        {isAlone && search.page > 1 && <Link href={page(search.page - 1)}>{t("previous")}</Link>}
        {from + size < rows.length && (
          <Link href={page(isAlone ? search.page + 1 : 1)}>
            {isAlone ? t("next") : t("all", { count: rows.length })}
          </Link>
        )}
      </nav>
    </Section>
  );
}

/** Quotas by AWS's data of the day: the fullest node, and the largest policy. */
async function QuotaLine({ context, group }: Pick<Props, "context" | "group">) {
  const t = await getTranslations("policies.quota");
  const { quota, attachments, sizes, isWhole } = group.use;
  if (quota === null) return <p className={styles["soft"]}>{t("unknown")}</p>;
  const format = new Intl.NumberFormat(context.locale);
  const [fullest] = attachments;
  const [largest] = sizes;
  return (
    <p className={styles["soft"]}>
      {t("attachments", { used: fullest?.policies ?? 0, most: quota.attachments })} ·{" "}
      {t("characters", { used: format.format(largest?.characters ?? 0), most: format.format(quota.characters) })} ·{" "}
      {t("policies", { used: group.use.policies, most: format.format(quota.policies) })} ·{" "}
      {t("since", { day: quota.since })}
      {!isWhole && ` · ${t("notWhole")}`}
    </p>
  );
}

type LineProps = { row: PolicyRow; group: PolicyGroup; base: string };
const mostTargets = 3;

async function PolicyLine({ row, group, base }: LineProps) {
  const t = await getTranslations("policies");
  const { targets, characters } = row;
  const most = group.use.quota?.characters;
  return (
    <tr>
      <th scope="row">
        <span className={styles["name"]}>
          <Link href={`${base}/${row.id}`}>{row.name}</Link>
        </span>{" "}
        <span className={styles["soft"]}>{row.id}</span>
        {row.awsManaged && <span className={styles["tag"]}>{t("awsManaged")}</span>}
      </th>
      <td data-wrap>
        {targets === null && <span className={styles["soft"]}>{t("targetsUnread")}</span>}
        {targets?.length === 0 && <strong>{t("nowhere")}</strong>}
        {targets
          ?.slice(0, mostTargets)
          .map(({ name }) => name)
          .join(t("between"))}
        {targets !== null && targets.length > mostTargets && ` ${t("more", { count: targets.length - mostTargets })}`}
      </td>
      <td className="number">
        {characters === null ? t("textUnread") : characters.toLocaleString("en")}
        {characters !== null && most !== undefined && !row.awsManaged && (
          <small className={styles["share"]}>{Math.round((characters / most) * 100)} %</small>
        )}
      </td>
      <td>
        {row.errors > 0 && (
          <span className={styles["severity"]} data-severity="error">
            {t("errors", { count: row.errors })}
          </span>
        )}{" "}
        {row.warnings > 0 && <span className={styles["soft"]}>{t("warnings", { count: row.warnings })}</span>}
      </td>
    </tr>
  );
}

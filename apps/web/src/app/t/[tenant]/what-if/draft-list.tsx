import type { DraftSummary } from "@sekinin/db";
import { formatInstant, TableFrame } from "@sekinin/ui";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import type { TenantContext } from "../../../../server/require-tenant.ts";
import { OneButton } from "../one-button.tsx";
import { copyDraft, dropDraft } from "./actions.ts";
import styles from "./what-if.module.css";

type Props = {
  readonly context: TenantContext;
  readonly drafts: readonly DraftSummary[];
  readonly canWrite: boolean;
};

/** Every draft of the organisation, the last changed first. */
export async function DraftList({ context, drafts, canWrite }: Props) {
  const t = await getTranslations("what-if.list");
  if (drafts.length === 0) return <p className={styles["soft"]}>{t("none")}</p>;
  const { locale, tenant, user } = context;
  const by = (id: string | null) => (id === null ? t("operator") : id === user.userId ? t("you") : t("somebody"));
  return (
    <TableFrame label={t("title")}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t("name")}</th>
            <th scope="col" className="number">
              {t("steps")}
            </th>
            <th scope="col">{t("changed")}</th>
            <th scope="col">{t("by")}</th>
            {canWrite && (
              <th scope="col">
                <span className="visually-hidden">{t("actions")}</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {drafts.map(({ id, name, operationCount, updatedAt, updatedBy }) => (
            <tr key={id}>
              <th scope="row" className={styles["draftName"]}>
                <Link href={`/t/${tenant.slug}/what-if/${id}`}>{name}</Link>
              </th>
              <td className="number">{operationCount}</td>
              <td>
                <time dateTime={updatedAt.toISOString()}>
                  {formatInstant(updatedAt, { locale, zone: tenant.zone })}
                </time>
              </td>
              <td>{by(updatedBy)}</td>
              {canWrite && (
                <td className={styles["do"]}>
                  <OneButton
                    action={copyDraft}
                    fields={{ tenant: tenant.slug, draftId: id, name: t("copyOf", { name }).slice(0, 200) }}
                    label={t("copy")}
                    title={t("copyThis", { name })}
                  />
                  <OneButton
                    action={dropDraft}
                    fields={{ tenant: tenant.slug, draftId: id }}
                    label={t("remove")}
                    title={t("removeThis", { name })}
                  />
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  );
}

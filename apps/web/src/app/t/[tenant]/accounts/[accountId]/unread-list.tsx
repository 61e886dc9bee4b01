import type { AccountPage } from "@sekinin/db";
import { unreadTexts } from "@sekinin/responsibility";
import { formatNumber, Section, TableFrame, Words } from "@sekinin/ui";
import { getTranslations } from "next-intl/server";
import type { TenantContext } from "../../../../../server/require-tenant.ts";
import styles from "./account.module.css";

type Props = { context: TenantContext; unread: AccountPage["unread"] };

/** What could not be read in this account, why, and how to mend it. */
export async function UnreadList({ context, unread }: Props) {
  const t = await getTranslations("account.unread");
  if (unread.length === 0) return null;
  const { locale } = context;
  return (
    <Section title={t("title")} id="unread">
      <TableFrame label={t("title")}>
        <table className={styles["findings"]}>
          <thead>
            <tr>
              <th scope="col">{t("what")}</th>
              <th scope="col">{t("action")}</th>
              <th scope="col" className="number">
                {t("count")}
              </th>
              <th scope="col">{t("hint")}</th>
            </tr>
          </thead>
          <tbody>
            {unread.map(({ reason, count }) => (
              <tr key={`${reason.code} ${reason.action ?? ""} ${reason.detail ?? ""}`}>
                <th scope="row" data-wrap="">
                  {unreadTexts[reason.code].text[locale]}
                  {reason.detail !== undefined && <span className={styles["hint"]}>{reason.detail}</span>}
                </th>
                <td>{reason.action === undefined ? "–" : <code>{reason.action}</code>}</td>
                <td className="number">{formatNumber(count, locale)}</td>
                <td data-wrap="">
                  <Words>{unreadTexts[reason.code].hint[locale]}</Words>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableFrame>
    </Section>
  );
}

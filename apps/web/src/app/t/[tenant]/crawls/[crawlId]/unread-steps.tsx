import type { CrawlStepRow, StepUnread } from "@sekinin/db";
import { unreadTexts } from "@sekinin/responsibility";
import { TableFrame, Words } from "@sekinin/ui";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import type { TenantContext } from "../../../../../server/require-tenant.ts";
import styles from "../crawls.module.css";

const mostReasons = 3;

type Props = { context: TenantContext; organizationId: string | null; steps: readonly CrawlStepRow[] };

/** One line per account that was not read whole: why, and how to mend it. */
export async function UnreadSteps({ context, organizationId, steps }: Props) {
  const t = await getTranslations("crawls.detail");
  return (
    <TableFrame label={t("unread")}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t("account")}</th>
            <th scope="col">{t("why")}</th>
            <th scope="col">{t("hint")}</th>
          </tr>
        </thead>
        <tbody>
          {steps.map((step) => (
            <tr key={step.id} className={styles["step"]}>
              <th scope="row">
                <StepName context={context} organizationId={organizationId} step={step} />
              </th>
              <td data-wrap="">
                <Reasons step={step} locale={context.locale} />
              </td>
              <td data-wrap="">
                <Hints unread={step.unread ?? []} locale={context.locale} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  );
}

async function StepName({ context, organizationId, step }: Omit<Props, "steps"> & { step: CrawlStepRow }) {
  const t = await getTranslations("crawls.detail");
  if (step.kind !== "account") return step.kind === "organization" ? t("organizationStep") : t("finaliseStep");
  if (step.accountName === null) return step.accountId;
  const query = organizationId === null ? "" : `?organization=${organizationId}`;
  return (
    <>
      <Link href={`/t/${context.tenant.slug}/accounts/${step.accountId}${query}`}>{step.accountName}</Link>
      <span className={styles["id"]}>{step.accountId}</span>
    </>
  );
}

type ReasonsProps = { step: CrawlStepRow; locale: "en" | "ja" };

async function Reasons({ step, locale }: ReasonsProps) {
  const t = await getTranslations("crawls.detail");
  const unread = step.unread ?? [];
  if (unread.length === 0) return t("stepFailed");
  return (
    <ul className={styles["reasons"]}>
      {unread.slice(0, mostReasons).map(({ reason, count }) => (
        <li key={`${reason.code} ${reason.action ?? ""} ${reason.detail ?? ""}`}>
          {unreadTexts[reason.code].text[locale]}
          {reason.action !== undefined && <code>{reason.action}</code>}
          {reason.detail !== undefined && <span className={styles["soft"]}>{reason.detail}</span>}
          {count > 1 && <span className={styles["soft"]}>{t("places", { count })}</span>}
        </li>
      ))}
      {unread.length > mostReasons && (
        <li className={styles["soft"]}>{t("rest", { count: unread.length - mostReasons })}</li>
      )}
    </ul>
  );
}

/** Each remedy once, in the order of the reasons. */
function Hints({ unread, locale }: { unread: readonly StepUnread[]; locale: "en" | "ja" }) {
  const hints = [...new Set(unread.slice(0, mostReasons).map(({ reason }) => unreadTexts[reason.code].hint[locale]))];
  return hints.map((hint) => (
    <p key={hint}>
      <Words>{hint}</Words>
    </p>
  ));
}

import type { OutboxEntry } from "@sekinin/db";
import { formatInstant, StateBadge, type StateKind, TableFrame } from "@sekinin/ui";
import { getTranslations } from "next-intl/server";
import type { TenantContext } from "../../../../server/require-tenant.ts";
import { ButtonForm } from "./button-form.tsx";
import styles from "./digests.module.css";
import type { DigestsView } from "./read-digests.ts";

const stateKinds: Readonly<Record<OutboxEntry["state"], StateKind>> = {
  planned: "waiting",
  composed: "waiting",
  transmitting: "running",
  sent: "good",
  refused: "bad",
  unknown: "unknown",
  held: "unknown",
  skipped: "unknown",
};

/** The last mails: what, when, to whom, and what became of them. */
export async function MailHistory({ context, view }: { readonly context: TenantContext; readonly view: DigestsView }) {
  const t = await getTranslations("digests.history");
  if (view.mails.length === 0) return <p className={styles["soft"]}>{t("none")}</p>;
  return (
    <TableFrame label={t("title")}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t("when")}</th>
            <th scope="col">{t("what")}</th>
            <th scope="col">{t("to")}</th>
            <th scope="col">{t("state")}</th>
          </tr>
        </thead>
        <tbody>
          {view.mails.map((mail) => (
            <MailRow key={mail.id} context={context} mail={mail} view={view} />
          ))}
        </tbody>
      </table>
    </TableFrame>
  );
}

type RowProps = { readonly context: TenantContext; readonly mail: OutboxEntry; readonly view: DigestsView };

async function MailRow({ context, mail, view }: RowProps) {
  const t = await getTranslations("digests.history");
  const { locale, tenant } = context;
  const at = formatInstant(mail.settledAt ?? mail.plannedAt, { locale, zone: tenant.zone });
  const kind = mail.period.startsWith("now-") ? "asked" : mail.kind;
  const what = mail.subject ?? t(`kinds.${kind}`);
  return (
    <tr>
      <th scope="row">{at}</th>
      <td data-wrap>
        {what}
        {mail.subject !== null && kind !== "digest" && <span className={styles["note"]}>{t(`kinds.${kind}`)}</span>}
      </td>
      <td>
        {readerOf(mail, view) ?? t("you")}
        {mail.address !== null && <span className={styles["note"]}>{mail.address}</span>}
      </td>
      <td data-wrap>
        <StateBadge state={stateKinds[mail.state]}>{t(`states.${mail.state}`)}</StateBadge>
        <Reason mail={mail} />
        {mail.state === "held" && (
          <ButtonForm what="resend" fields={{ tenant: tenant.slug, mailId: mail.id }} of={`${what}, ${at}`} />
        )}
      </td>
    </tr>
  );
}

/** Our own word where there is one, and the mail server's line as it came. */
async function Reason({ mail: { reason } }: { readonly mail: OutboxEntry }) {
  const t = await getTranslations("digests.history");
  if (reason === null) return null;
  const key = `reasons.${reason.code}`;
  return (
    <span className={styles["note"]}>
      {t.has(key) ? t(key) : reason.code}
      {reason.answer !== undefined && (
        <>
          {" "}
          <code>{reason.answer}</code>
        </>
      )}
    </span>
  );
}

/** The team's name; null where it is the reader's own. */
function readerOf({ recipientId }: OutboxEntry, { ofTeams, teams }: DigestsView): string | null {
  const teamId = ofTeams.find(({ id }) => id === recipientId)?.teamId ?? recipientId;
  return teams.find(({ id }) => id === teamId)?.name ?? null;
}

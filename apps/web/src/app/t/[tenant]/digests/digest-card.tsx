import type { Subscription } from "@sekinin/db";
import { StateBadge, type StateKind } from "@sekinin/ui";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import type { TenantContext } from "../../../../server/require-tenant.ts";
import { ButtonForm } from "./button-form.tsx";
import { clockText, nextWords, weekdayName } from "./digest-words.ts";
import styles from "./digests.module.css";
import type { DigestsView } from "./read-digests.ts";

type Props = {
  readonly context: TenantContext;
  readonly subscription: Subscription;
  readonly view: Pick<DigestsView, "names" | "organizations">;
  /** The team that gets it; null: the reader. */
  readonly team: string | null;
};

const stateKinds: Readonly<Record<Subscription["state"], StateKind>> = {
  active: "good",
  paused: "waiting",
  ended: "unknown",
};

/** One digest: about what, when next, how it stands, and what can be done with it. */
export async function DigestCard({ context, subscription, view, team }: Props) {
  const t = await getTranslations("digests");
  const { locale, tenant } = context;
  const { id, state, stateReason, weekday, zone, nextAt } = subscription;
  const about = await scopeWords(subscription, view);
  const when = t("every", { weekday: weekdayName(weekday, locale), time: clockText(subscription), zone });
  return (
    <li className={styles["card"]} data-state={state}>
      <div className={styles["cardHead"]}>
        <h3>{team === null ? about : `${team}: ${about}`}</h3>
        <StateBadge state={stateKinds[state]}>{t(`states.${state}`)}</StateBadge>
      </div>
      <p>
        {when} <span className={styles["soft"]}>{t(`languages.${subscription.locale}`)}</span>
      </p>
      {state === "active" && nextAt !== null && (
        <p>
          {t.rich("next", {
            when: () => <time dateTime={nextAt.toISOString()}>{nextWords(nextAt, { locale, zone })}</time>,
          })}
        </p>
      )}
      {stateReason !== null && <p className={styles["reason"]}>{t(`reasons.${stateReason}`)}</p>}
      <CardActions tenant={tenant.slug} id={id} state={state} of={team === null ? about : `${team}, ${about}`} />
    </li>
  );
}

type ActionsProps = {
  readonly tenant: string;
  readonly id: string;
  readonly state: Subscription["state"];
  readonly of: string;
};

async function CardActions({ tenant, id, state, of }: ActionsProps) {
  const t = await getTranslations("digests");
  const fields = { tenant, subscriptionId: id };
  const base = `/t/${tenant}/digests`;
  if (state === "ended") {
    return (
      <div className={styles["actions"]}>
        <ButtonForm what="restart" fields={fields} of={of} />
      </div>
    );
  }
  return (
    <div className={styles["actions"]}>
      <Link className="button" href={`${base}/preview?subscription=${id}`} aria-label={`${t("preview")}: ${of}`}>
        {t("preview")}
      </Link>
      {state === "active" && <ButtonForm what="sendNow" fields={fields} of={of} />}
      <Link className="button" href={`${base}?edit=${id}#form`} aria-label={`${t("change")}: ${of}`}>
        {t("change")}
      </Link>
      <ButtonForm what={state === "active" ? "pause" : "resume"} fields={fields} of={of} />
      <ButtonForm what="end" fields={fields} of={of} kind="danger" />
    </div>
  );
}

const mostNames = 4;

/** "Whole organization Acme", "OUs: Production, Sandbox", "Accounts: web, data and 3 more". */
export async function scopeWords(
  { organizationId, scopeKind, nodeIds }: Pick<Subscription, "organizationId" | "scopeKind" | "nodeIds">,
  { names, organizations }: Pick<DigestsView, "names" | "organizations">,
): Promise<string> {
  const t = await getTranslations("digests.about");
  const organization = organizations.length > 1 ? organizationId : "none";
  const shown = nodeIds.slice(0, mostNames).map((nodeId) => names.get(nodeId) ?? nodeId);
  return t(scopeKind, { organization, names: shown.join(t("comma")), more: Math.max(0, nodeIds.length - mostNames) });
}

import type { Team } from "@sekinin/db";
import { formatDay, Section } from "@sekinin/ui";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import type { TenantContext } from "../../../../server/require-tenant.ts";
import { ButtonForm } from "./button-form.tsx";
import { DigestCard } from "./digest-card.tsx";
import styles from "./digests.module.css";
import type { DigestsView } from "./read-digests.ts";

type Props = { readonly context: TenantContext; readonly view: DigestsView; readonly children: React.ReactNode };

/** For whoever looks after teams: their addresses, their digests, and the form for another one. */
export async function TeamDigests({ context, view, children }: Props) {
  const t = await getTranslations("digests.teams");
  const { slug } = context.tenant;
  const nameOf = (teamId: string | null) => view.teams.find(({ id }) => id === teamId)?.name ?? "–";
  return (
    <Section title={t("title")} id="teams" aside={<Link href={`/t/${slug}/responsibility`}>{t("manage")}</Link>}>
      <p className={styles["soft"]}>{t("lead")}</p>
      {view.teams.length === 0 ? (
        <p>{t("none")}</p>
      ) : (
        <>
          <ul className={styles["teams"]}>
            {view.teams.map((team) => (
              <TeamRow key={team.id} context={context} team={team} />
            ))}
          </ul>
          <ul className={styles["cards"]}>
            {view.ofTeams
              .filter(({ state }) => state !== "ended")
              .map((subscription) => (
                <DigestCard
                  key={subscription.id}
                  context={context}
                  subscription={subscription}
                  view={view}
                  team={nameOf(subscription.teamId)}
                />
              ))}
          </ul>
          {children}
        </>
      )}
    </Section>
  );
}

async function TeamRow({ context, team }: { readonly context: TenantContext; readonly team: Team }) {
  const t = await getTranslations("digests.teams");
  const { locale, tenant } = context;
  const { id, name, email, emailConfirmedAt } = team;
  return (
    <li>
      <strong>{name}</strong>
      <span>{email ?? t("noAddress")}</span>
      {emailConfirmedAt !== null && (
        <span className={styles["soft"]}>
          {t("confirmed", { day: formatDay(emailConfirmedAt, { locale, zone: tenant.zone }) })}
        </span>
      )}
      {email !== null && emailConfirmedAt === null && (
        <>
          <span className={styles["reason"]}>{t("unconfirmed")}</span>
          <ButtonForm what="askTeam" fields={{ tenant: tenant.slug, teamId: id }} of={name} />
        </>
      )}
    </li>
  );
}

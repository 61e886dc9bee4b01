import type { Team } from "@sekinin/db";
import { mailAddressProblems } from "@sekinin/digest";
import { partyKey } from "@sekinin/posture";
import { heatmapHref, Section, StateBadge, type StateKind, TableFrame } from "@sekinin/ui";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import type { TenantContext } from "../../../../server/require-tenant.ts";
import { OneButton } from "../one-button.tsx";
import { askTeamAgain, dropTeam } from "./actions.ts";
import styles from "./responsibility.module.css";
import { TeamForm, type TeamFormTexts } from "./team-form.tsx";

type Props = { readonly context: TenantContext; readonly canWrite: boolean; readonly teams: readonly Team[] };

/** Teams with their addresses; an owner makes, changes and removes them here. */
export async function TeamList({ context, canWrite, teams }: Props) {
  const t = await getTranslations("responsibility");
  const texts = await formTexts();
  return (
    <Section title={t("teams.title")} id="teams">
      {teams.length === 0 ? (
        <p className={styles["soft"]}>{canWrite ? t("teams.none") : t("teams.noneViewer")}</p>
      ) : (
        <TableFrame label={t("teams.title")}>
          <table>
            <thead>
              <tr>
                <th scope="col">{t("teams.name")}</th>
                <th scope="col">{t("teams.email")}</th>
                <th scope="col" className="number">
                  {t("teams.assignments")}
                </th>
                <th scope="col" className="number">
                  {t("teams.digests")}
                </th>
                {canWrite && (
                  <th scope="col">
                    <span className="visually-hidden">{t("list.change")}</span>
                  </th>
                )}
              </tr>
            </thead>
            <tbody>
              {teams.map((team) => (
                <TeamLine key={team.id} context={context} team={team} canWrite={canWrite} texts={texts} />
              ))}
            </tbody>
          </table>
        </TableFrame>
      )}
      {canWrite && (
        <div className={styles["new"]}>
          <h3>{t("teams.add")}</h3>
          <TeamForm tenant={context.tenant.slug} team={null} texts={{ ...texts, save: t("teams.addButton") }} />
        </div>
      )}
    </Section>
  );
}

async function formTexts(): Promise<TeamFormTexts> {
  const t = await getTranslations("responsibility");
  return {
    name: t("teams.name"),
    email: t("teams.emailField"),
    emailHelp: t("teams.emailHelp"),
    save: t("teams.save"),
    saved: t("teams.saved"),
    tooMany: { title: t("teams.tooMany"), text: t("teams.tooManyText") },
    problems: Object.fromEntries(mailAddressProblems.map((problem) => [problem, t(`problem.${problem}`)])),
  };
}

function stateOf({ email, emailConfirmedAt }: Team): { state: StateKind; word: "noAddress" | "asked" | "confirmed" } {
  if (email === null) return { state: "stopped", word: "noAddress" };
  return emailConfirmedAt === null ? { state: "waiting", word: "asked" } : { state: "good", word: "confirmed" };
}

async function TeamLine({
  context,
  team,
  canWrite,
  texts,
}: Omit<Props, "teams"> & { team: Team; texts: TeamFormTexts }) {
  const t = await getTranslations("responsibility");
  const { state, word } = stateOf(team);
  const fields = { tenant: context.tenant.slug, teamId: team.id };
  const theirs = heatmapHref(`/t/${context.tenant.slug}/heatmap`, {
    organizationId: null,
    opened: null,
    sort: null,
    table: false,
    party: partyKey({ kind: "team", id: team.id }),
  });
  return (
    <tr>
      <th scope="row" data-wrap>
        <Link href={theirs}>{team.name}</Link>
      </th>
      <td data-wrap>
        {team.email !== null && <span className={styles["address"]}>{team.email}</span>}
        <StateBadge state={state}>{t(`teams.${word}`)}</StateBadge>
        {canWrite && word === "asked" && (
          <OneButton
            action={askTeamAgain}
            fields={fields}
            label={t("teams.askAgain")}
            title={t("teams.askThis", { name: team.name })}
          />
        )}
      </td>
      <td className="number">{team.assignments}</td>
      <td className="number">{team.subscriptions}</td>
      {canWrite && (
        <td data-wrap className={styles["do"]}>
          <details className={styles["edit"]}>
            <summary aria-label={t("teams.editThis", { name: team.name })}>{t("teams.edit")}</summary>
            <TeamForm tenant={context.tenant.slug} team={team} texts={texts} />
            <OneButton
              action={dropTeam}
              fields={fields}
              label={t("teams.remove")}
              title={t("teams.removeThis", { name: team.name })}
            />
          </details>
        </td>
      )}
    </tr>
  );
}

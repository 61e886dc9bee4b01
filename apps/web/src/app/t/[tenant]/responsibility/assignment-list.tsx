import type { Assignment } from "@sekinin/db";
import { catalogue, controlById, domainTitles, responsibilityDomains } from "@sekinin/responsibility";
import { Section, TableFrame } from "@sekinin/ui";
import { getTranslations } from "next-intl/server";
import { type KnownParties, partyNames } from "../../../../parties/known-parties.ts";
import type { Locale } from "../../../../server/locale.ts";
import type { TenantContext } from "../../../../server/require-tenant.ts";
import { OneButton } from "../one-button.tsx";
import { unassign } from "./actions.ts";
import { AssignForm } from "./assign-form.tsx";
import type { ResponsibilityPage } from "./read-responsibility.ts";
import styles from "./responsibility.module.css";

type Props = {
  readonly context: TenantContext;
  readonly known: KnownParties;
  readonly canWrite: boolean;
  readonly organization: NonNullable<ResponsibilityPage["organization"]>;
};

/** What was said, line by line, and the form that says more. */
export async function AssignmentList({ context, known, canWrite, organization }: Props) {
  const t = await getTranslations("responsibility");
  const name = await partyNames(known);
  const { assignments } = organization;
  const place = ({ node, nodeId }: Assignment) => (node === null ? t("list.gone", { id: nodeId }) : node.name);
  return (
    <Section title={t("list.title")} id="assignments">
      {assignments.length === 0 ? (
        <p className={styles["soft"]}>{canWrite ? t("list.none") : t("list.noneViewer")}</p>
      ) : (
        <TableFrame label={t("list.title")}>
          <table>
            <thead>
              <tr>
                <th scope="col">{t("list.place")}</th>
                <th scope="col">{t("list.subject")}</th>
                <th scope="col">{t("list.party")}</th>
                {canWrite && (
                  <th scope="col">
                    <span className="visually-hidden">{t("list.change")}</span>
                  </th>
                )}
              </tr>
            </thead>
            <tbody>
              {assignments.map((one) => (
                <tr key={one.id}>
                  <th scope="row" data-wrap data-gone={one.node === null}>
                    {place(one)}
                  </th>
                  <td data-wrap>
                    {subjectName(one, context.locale)}
                    <span className={styles["kind"]}>{t(`list.${one.subjectKind}`)}</span>
                  </td>
                  <td>{name(one.party)}</td>
                  {canWrite && (
                    <td className={styles["do"]}>
                      <OneButton
                        action={unassign}
                        fields={{ tenant: context.tenant.slug, assignmentId: one.id }}
                        label={t("list.remove")}
                        title={t("list.removeThis", {
                          subject: subjectName(one, context.locale),
                          place: place(one),
                        })}
                      />
                    </td>
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </TableFrame>
      )}
      {canWrite && <NewAssignment context={context} known={known} organization={organization} />}
    </Section>
  );
}

function subjectName({ subjectKind, subject }: Assignment, locale: Locale): string {
  if (subjectKind === "control") return controlById(subject)?.title[locale] ?? subject;
  const domain = responsibilityDomains.find((one) => one === subject);
  return domain === undefined ? subject : domainTitles[domain][locale];
}

async function NewAssignment({ context, known, organization }: Omit<Props, "canWrite">) {
  const t = await getTranslations("responsibility");
  const parties = await getTranslations("parties");
  const { locale } = context;
  if (known.teams.length + known.partners.length === 0) {
    return <p className={styles["soft"]}>{t("form.nobody")}</p>;
  }
  return (
    <AssignForm
      tenant={context.tenant.slug}
      organizationId={organization.id}
      rootId={organization.rootId}
      units={organization.units}
      domains={responsibilityDomains.map((id) => ({ id, name: domainTitles[id][locale] }))}
      controls={catalogue().map(({ id, title }) => ({ id, name: title[locale] }))}
      known={known}
      texts={{
        title: t("form.title"),
        place: t("form.place"),
        whole: t("form.whole"),
        subject: t("form.subject"),
        domains: t("form.domains"),
        controls: t("form.controls"),
        party: t("form.party"),
        teams: parties("teams"),
        partners: parties("partners"),
        save: t("form.save"),
        saved: t("form.saved"),
        help: t("form.help"),
      }}
    />
  );
}

import { may } from "@sekinin/auth";
import { readObjectiveParameters } from "@sekinin/db";
import { objectiveParameters, objectives } from "@sekinin/guardrails";
import { EmptyState, formatInstant, Notice, PageBody, PageHeader } from "@sekinin/ui";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { requireTenant } from "../../../../server/require-tenant.ts";
import { Choice } from "../choice.tsx";
import { chooseOrganization } from "../choose-organization.ts";
import styles from "./guardrail-settings.module.css";
import { type ParameterField, ParameterFormView } from "./parameter-form.tsx";

type Props = {
  params: Promise<{ tenant: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

const Search = z.object({
  organization: z
    .string()
    .regex(/^o-[a-z0-9]{10,32}$/)
    .nullable()
    .catch(null),
});

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("guardrail-settings"))("title") };
}

/** What an organisation tells of itself, so that objectives with parameters can be decided. */
export default async function GuardrailSettingsRoute({ params, searchParams }: Props) {
  const context = await requireTenant((await params).tenant, "posture:read");
  const { organization: asked } = Search.parse(await searchParams);
  const { chosen, stored } = await context.withTenant(async (tx) => {
    const found = await chooseOrganization(tx, asked);
    if (found.kind !== "organization") return { chosen: found, stored: null };
    return { chosen: found, stored: await readObjectiveParameters(tx, found.organization.organizationId) };
  });
  if (chosen.kind === "foreign") notFound();
  const t = await getTranslations("guardrail-settings");
  const { locale, tenant } = context;
  const header = (actions?: React.ReactNode) => (
    <PageHeader title={t("title")} facts={<p className={styles["lead"]}>{t("lead")}</p>} actions={actions} />
  );
  if (chosen.kind !== "organization" || stored === null) {
    return (
      <PageBody>
        {header()}
        <EmptyState title={t("noOrganization.title")}>{t("noOrganization.text")}</EmptyState>
      </PageBody>
    );
  }
  const { organizationId } = chosen.organization;
  const fields = objectiveParameters.map(
    ({ name, label, hint, default: standard }): ParameterField => ({
      name,
      label: label[locale],
      hint: hint[locale],
      standard: standard ?? [],
      value: (stored.parameters[name] ?? []).join("\n"),
      objectives: objectives
        .filter((one) => one.parameters.includes(name))
        .map(({ id, title }) => ({ id, title: title[locale] })),
    }),
  );
  return (
    <PageBody>
      {header(
        chosen.organizationIds.length > 1 && (
          <Choice
            label={t("organization")}
            current={organizationId}
            options={chosen.organizationIds.map((id) => ({
              key: id,
              text: id,
              href: `/t/${tenant.slug}/guardrail-settings?organization=${id}`,
            }))}
          />
        ),
      )}
      {stored.requestedAt !== null && (
        <Notice kind="information" title={t("pending.title")}>
          {t("pending.text", { at: formatInstant(stored.requestedAt, { locale, zone: tenant.zone }) })}
        </Notice>
      )}
      <ParameterFormView
        tenant={tenant.slug}
        organizationId={organizationId}
        fields={fields}
        canWrite={may(context.role, "guardrail:write")}
      />
    </PageBody>
  );
}

import { may } from "@sekinin/auth";
import { listDrafts } from "@sekinin/db";
import { objectives } from "@sekinin/guardrails";
import { EmptyState, Notice, PageBody, PageHeader, Section } from "@sekinin/ui";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { requireTenant } from "../../../../server/require-tenant.ts";
import { Choice } from "../choice.tsx";
import { chooseOrganization } from "../choose-organization.ts";
import { CompareForm } from "./compare-form.tsx";
import { DraftList } from "./draft-list.tsx";
import { NewDraftForm } from "./new-draft-form.tsx";
import { unusedName } from "./unused-name.ts";
import styles from "./what-if.module.css";
import { WhatIfSearch } from "./what-if-search.ts";

type Props = {
  params: Promise<{ tenant: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("what-if"))("title") };
}

/** Drafts of this tenant, and the way to a new one. */
export default async function WhatIfRoute({ params, searchParams }: Props) {
  const context = await requireTenant((await params).tenant, "posture:read");
  const search = WhatIfSearch.parse(await searchParams);
  const found = await context.withTenant(async (tx) => {
    const chosen = await chooseOrganization(tx, search.organization);
    if (chosen.kind !== "organization") return { chosen, drafts: [] };
    return { chosen, drafts: await listDrafts(tx, chosen.organization.organizationId) };
  });
  const { chosen, drafts } = found;
  if (chosen.kind === "foreign") notFound();
  const t = await getTranslations("what-if");
  const isReady = chosen.kind === "organization" && chosen.organization.currentCrawlId !== null;
  if (!isReady) {
    return (
      <PageBody>
        <PageHeader title={t("title")} facts={<p className={styles["lead"]}>{t("lead")}</p>} />
        <EmptyState title={t("noOrganization.title")}>{t("noOrganization.text")}</EmptyState>
      </PageBody>
    );
  }
  const { organizationId } = chosen.organization;
  const objective = objectives.find(({ id }) => id === search.objective);
  const title = objective?.title[context.locale];
  const canWrite = may(context.role, "draft:write");
  const { slug } = context.tenant;
  return (
    <PageBody>
      <PageHeader
        title={t("title")}
        facts={<p className={styles["lead"]}>{t("lead")}</p>}
        actions={
          chosen.organizationIds.length > 1 && (
            <Choice
              label={t("organization")}
              current={organizationId}
              options={chosen.organizationIds.map((id) => ({
                key: id,
                text: id,
                href: `/t/${slug}/what-if?organization=${id}`,
              }))}
            />
          )
        }
      />
      {canWrite && (
        <Section title={t("new.title")}>
          {title !== undefined && (
            <Notice
              kind="information"
              title={
                search.node === ""
                  ? t("new.gapEverywhere", { objective: title })
                  : t("new.gap", { objective: title, node: search.node })
              }
            />
          )}
          <NewDraftForm
            tenant={slug}
            organizationId={organizationId}
            name={title === undefined ? "" : unusedName(t("new.nameGap", { objective: title }), drafts)}
            objective={objective?.id ?? ""}
            node={search.node}
          />
        </Section>
      )}
      <Section title={t("list.title")} id="drafts">
        <DraftList context={context} drafts={drafts} canWrite={canWrite} />
      </Section>
      <Section title={t("compare.title")}>
        <CompareForm tenant={slug} drafts={drafts} />
      </Section>
    </PageBody>
  );
}

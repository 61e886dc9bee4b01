import { may } from "@sekinin/auth";
import { readDraft } from "@sekinin/db";
import { objectives } from "@sekinin/guardrails";
import { EmptyState, Freshness, formatInstant, Notice, PageBody, PageHeader } from "@sekinin/ui";
import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { compiledOrganization } from "../../../../../server/guardrails.ts";
import { requireTenant } from "../../../../../server/require-tenant.ts";
import { draftBaseOf } from "../draft-base-of.ts";
import { DraftOperations } from "../draft-input.ts";
import styles from "../what-if.module.css";
import { WhatIfSearch } from "../what-if-search.ts";
import { Workbench } from "../workbench/workbench.tsx";

type Props = {
  params: Promise<{ tenant: string; draftId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("what-if"))("title") };
}

/** One draft at work. */
export default async function DraftRoute({ params, searchParams }: Props) {
  const { tenant, draftId } = await params;
  const context = await requireTenant(tenant, "posture:read");
  const draft = await context.withTenant((tx) => readDraft(tx, draftId));
  if (draft === null) notFound();
  const current = await compiledOrganization(context, draft.organizationId);
  const t = await getTranslations("what-if");
  const { locale } = context;
  const path = <Link href={`/t/${tenant}/what-if?organization=${draft.organizationId}`}>{t("title")}</Link>;
  if (current === null) {
    return (
      <PageBody>
        <PageHeader title={draft.name} path={path} />
        <EmptyState title={t("noOrganization.title")}>{t("noOrganization.text")}</EmptyState>
      </PageBody>
    );
  }
  const { objective, node } = WhatIfSearch.parse(await searchParams);
  const operations = DraftOperations.parse(draft.operations);
  const at = formatInstant(current.observedAt, { locale, zone: context.tenant.zone });
  const choices = objectives.map(({ id, title }) => ({ id, title: title[locale] }));
  const isAsked = choices.some(({ id }) => id === objective);
  return (
    <PageBody>
      <PageHeader
        title={t("title")}
        path={path}
        facts={
          <>
            <p className={styles["lead"]}>{t("neverWrites")}</p>
            <Freshness at={current.observedAt.toISOString()}>{t("asOf", { at })}</Freshness>
          </>
        }
      />
      {draft.baseCrawlId !== current.crawlId && <Notice kind="information" title={t("newerCrawl", { at })} />}
      <Workbench
        tenant={tenant}
        locale={locale}
        canEdit={may(context.role, "draft:write")}
        draft={{ id: draft.id, name: draft.name, version: draft.version, operations }}
        base={draftBaseOf(current.compiled.reading, operations)}
        gaps={{
          objectives: choices,
          asked: isAsked
            ? { objectiveId: objective, nodeId: node === "" ? current.compiled.reading.root.id : node }
            : null,
        }}
      />
    </PageBody>
  );
}

import { findObjective, type Objective } from "@sekinin/guardrails";
import { domainTitles } from "@sekinin/responsibility";
import { Freshness, formatInstant, Notice, PageBody, PageHeader, Section } from "@sekinin/ui";
import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { requireTenant, type TenantContext } from "../../../../../../server/require-tenant.ts";
import { NothingYet } from "../../../heatmap/nothing-yet.tsx";
import { GuardrailWays } from "../../guardrail-ways.tsx";
import { ObjectiveFacts, ObjectiveLimit } from "../../objective-facts.tsx";
import { Undecided } from "../../undecided.tsx";
import { AccountsOfObjective } from "./accounts-of-objective.tsx";
import { objectiveSearch } from "./objective-search.ts";
import { OutcomeTable } from "./outcome-table.tsx";
import { PreventedControls } from "./prevented-controls.tsx";
import { type ObjectivePage, readObjectivePage } from "./read-objective-page.ts";

type Props = {
  params: Promise<{ tenant: string; objectiveId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `${(await getTranslations("coverage"))("objective")}: ${(await params).objectiveId}` };
}

export default async function ObjectiveRoute({ params, searchParams }: Props) {
  const { tenant: slug, objectiveId } = await params;
  const context = await requireTenant(slug, "posture:read");
  const objective = findObjective(objectiveId);
  if (objective === undefined || objective === null) notFound();
  const view = objectiveSearch(await searchParams);
  const page = await context.withTenant((tx) => readObjectivePage(tx, objectiveId, view));
  const title = objective.title[context.locale];
  if (page.kind === "foreign") notFound();
  if (page.kind === "undecided") {
    return <Undecided context={context} title={title} isPending={page.isPending} current="matrix" />;
  }
  if (page.kind !== "objective") return <NothingYet context={context} page={page} title={title} />;
  const t = await getTranslations("coverage");
  return (
    <PageBody>
      <Head context={context} page={page} objective={objective} organizationId={view.organizationId} />
      <ObjectiveLimit objective={objective} locale={context.locale} />
      {page.outcomes.rows.length === 0 && <Notice kind="unknown" title={t("undecided.title")} />}
      <OutcomeTable context={context} objective={objective} page={page} view={view} />
      <AccountsOfObjective context={context} objective={objective} page={page} view={view} />
      <PreventedControls context={context} objectiveId={objectiveId} page={page} />
      <Section title={t("objectivePage.requests")}>
        <ObjectiveFacts objective={objective} locale={context.locale} parameters={page.state.parameters} />
      </Section>
    </PageBody>
  );
}

type HeadProps = {
  context: TenantContext;
  page: Extract<ObjectivePage, { kind: "objective" }>;
  objective: Objective;
  organizationId: string | null;
};

async function Head({ context, page, objective, organizationId }: HeadProps) {
  const t = await getTranslations("coverage");
  const { locale, tenant } = context;
  const at = page.organization.currentCrawlAt ?? page.state.decidedAt;
  const domain = Object.entries(domainTitles).find(([id]) => id === objective.domain)?.[1][locale] ?? objective.domain;
  const query = organizationId === null ? "" : `?organization=${organizationId}`;
  const gap = `objective=${objective.id}${organizationId === null ? "" : `&organization=${organizationId}`}`;
  return (
    <PageHeader
      path={
        <>
          <Link href={`/t/${tenant.slug}/coverage${query}`}>{t("title")}</Link>
          <Link href={`/t/${tenant.slug}/coverage?domain=${objective.domain}`}>{domain}</Link>
        </>
      }
      title={objective.title[locale]}
      facts={
        <Freshness at={at.toISOString()} note={<code>{objective.id}</code>}>
          {t("asOf", { time: formatInstant(at, { locale, zone: tenant.zone, zoneName: true }) })}
        </Freshness>
      }
      actions={
        <>
          <GuardrailWays slug={tenant.slug} current="matrix" organizationId={organizationId} />
          <Link className="button" data-kind="primary" href={`/t/${tenant.slug}/what-if?${gap}`}>
            {t("tryIt")}
          </Link>
        </>
      }
    />
  );
}

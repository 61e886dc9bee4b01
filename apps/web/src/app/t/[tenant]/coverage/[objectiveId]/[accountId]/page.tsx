import { findObjective, type Objective } from "@sekinin/guardrails";
import {
  CoverageBadge,
  Freshness,
  formatInstant,
  Notice,
  objectiveHref,
  PageBody,
  PageHeader,
  Section,
  Words,
} from "@sekinin/ui";
import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { reasonWords } from "../../../../../../guardrail-words/reason-words.ts";
import { verdictMeanings, verdictNames } from "../../../../../../guardrail-words/verdict-words.ts";
import { requireTenant, type TenantContext } from "../../../../../../server/require-tenant.ts";
import styles from "../../coverage.module.css";
import { organizationOf, single } from "../../coverage-search.ts";
import { ObjectiveLimit } from "../../objective-facts.tsx";
import { actionsInWords } from "../../outcome-words.ts";
import { PathLevels } from "./path-levels.tsx";
import { type OutcomePage, readOutcomePage } from "./read-outcome-page.ts";
import { StatementTexts } from "./statement-texts.tsx";
import { WaysOut } from "./ways-out.tsx";
import { WitnessView } from "./witness-view.tsx";

type Props = {
  params: Promise<{ tenant: string; objectiveId: string; accountId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

const Search = z.object({ organization: single });

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { objectiveId, accountId } = await params;
  return { title: `${(await getTranslations("coverage"))("title")}: ${objectiveId}, ${accountId}` };
}

export default async function OutcomeRoute({ params, searchParams }: Props) {
  const { tenant: slug, objectiveId, accountId } = await params;
  const context = await requireTenant(slug, "posture:read");
  const organizationId = organizationOf(Search.parse(await searchParams).organization);
  const objective = findObjective(objectiveId);
  if (objective === undefined) notFound();
  const page = await readOutcomePage(context, { organizationId, objectiveId, accountId });
  if (page === null) notFound();
  const t = await getTranslations("coverage");
  return (
    <PageBody>
      <Head context={context} page={page} objective={objective} accountId={accountId} organizationId={organizationId} />
      {page.outcome === null ? (
        <Notice kind="unknown" title={t("accountPage.none")} />
      ) : (
        <div className={styles["sides"]}>
          <aside className={styles["side"]}>
            <PathLevels context={context} page={page} outcome={page.outcome} accountId={accountId} />
          </aside>
          <div className={styles["main"]}>
            <Verdict context={context} page={page} objective={objective} />
            <WaysOut context={context} outcome={page.outcome} />
            <WitnessView context={context} outcome={page.outcome} />
            <StatementTexts context={context} page={page} outcome={page.outcome} />
          </div>
        </div>
      )}
    </PageBody>
  );
}

type HeadProps = {
  context: TenantContext;
  page: OutcomePage;
  objective: Objective;
  accountId: string;
  organizationId: string | null;
};

async function Head({ context, page, objective, accountId, organizationId }: HeadProps) {
  const t = await getTranslations("coverage");
  const { locale, tenant } = context;
  const base = `/t/${tenant.slug}/coverage`;
  const { query } = page;
  const gap = new URLSearchParams({ objective: objective.id, node: accountId });
  if (organizationId !== null) gap.set("organization", organizationId);
  const verdict = page.outcome?.verdict;
  const isGap = verdict !== "enforced" && verdict !== "exempt";
  const at = page.observedAt;
  const note = t("accountPage.title", { name: page.accountName });
  return (
    <PageHeader
      path={
        <>
          <Link href={`${base}${query}`}>{t("title")}</Link>
          <Link href={objectiveHref(base, objective.id, { organizationId })}>{objective.id}</Link>
          <Link href={`${base}/accounts/${accountId}${query}`}>{page.accountName}</Link>
        </>
      }
      title={objective.title[locale]}
      facts={
        at === null ? (
          <p>{note}</p>
        ) : (
          <Freshness at={at.toISOString()} note={note}>
            {t("asOf", { time: formatInstant(at, { locale, zone: tenant.zone, zoneName: true }) })}
          </Freshness>
        )
      }
      {...(isGap
        ? {
            actions: (
              <Link className="button" data-kind="primary" href={`/t/${tenant.slug}/what-if?${gap.toString()}`}>
                {t("tryIt")}
              </Link>
            ),
          }
        : {})}
    />
  );
}

async function Verdict({
  context,
  page,
  objective,
}: {
  context: TenantContext;
  page: OutcomePage;
  objective: Objective;
}) {
  const t = await getTranslations("coverage");
  const { locale, tenant } = context;
  const { outcome } = page;
  if (outcome === null) return null;
  const { verdict, reason, actions, hardening, metBy } = outcome;
  const why = reason === null ? null : reasonWords(reason, locale);
  const side = await actionsInWords(hardening);
  return (
    <Section title={<CoverageBadge verdict={verdict}>{verdictNames[verdict][locale]}</CoverageBadge>}>
      <p className={styles["measure"]}>{verdictMeanings[verdict][locale]}</p>
      {why !== null && (
        <Notice kind="unknown" title={<Words>{why.text}</Words>}>
          {why.hint !== null && <Words>{why.hint}</Words>}
        </Notice>
      )}
      {metBy !== null && (
        <Notice
          kind="success"
          title={t("metBy.title")}
          action={<Link href={`/t/${tenant.slug}/policies/${metBy.policyId}${page.query}`}>{t("metBy.link")}</Link>}
        >
          <Words>{t("metBy.text", { path: metBy.path, value: metBy.value })}</Words>
        </Notice>
      )}
      <dl className={styles["facts"]}>
        <div>
          <dt>{t("core")}</dt>
          <dd>{await actionsInWords(actions)}</dd>
        </div>
        {side !== "" && (
          <div>
            <dt>{t("hardening")}</dt>
            <dd>{side}</dd>
          </div>
        )}
      </dl>
      {verdict !== "enforced" && verdict !== "exempt" && <ObjectiveLimit objective={objective} locale={locale} />}
    </Section>
  );
}

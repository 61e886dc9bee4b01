import { type AccountCoverage, type Organization, readAccountCoverage, type TenantTransaction } from "@sekinin/db";
import { objectives } from "@sekinin/guardrails";
import { type CoverageVerdict, coverageVerdicts } from "@sekinin/guardrails/coverage";
import {
  CoverageBadge,
  Freshness,
  formatInstant,
  Notice,
  outcomeHref,
  PageBody,
  PageHeader,
  TableFrame,
  Words,
} from "@sekinin/ui";
import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { verdictNames } from "../../../../../../guardrail-words/verdict-words.ts";
import { requireTenant, type TenantContext } from "../../../../../../server/require-tenant.ts";
import { chooseOrganization } from "../../../choose-organization.ts";
import styles from "../../coverage.module.css";
import { organizationOf, single } from "../../coverage-search.ts";
import { actionsInWords, outcomeInShort } from "../../outcome-words.ts";
import { EffectivePoliciesSection } from "./effective-policies.tsx";
import { type OutcomeRow, outcomeRows, verdictTally } from "./outcome-rows.ts";

type Props = {
  params: Promise<{ tenant: string; accountId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

const Search = z.object({ organization: single, verdict: single });

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `${(await getTranslations("coverage"))("title")}: ${(await params).accountId}` };
}

export default async function AccountCoverageRoute({ params, searchParams }: Props) {
  const { tenant: slug, accountId } = await params;
  const context = await requireTenant(slug, "posture:read");
  const asked = Search.parse(await searchParams);
  const organizationId = organizationOf(asked.organization);
  const verdict = coverageVerdicts.find((known) => known === asked.verdict) ?? null;
  const page = await context.withTenant((tx) => readPage(tx, organizationId, accountId));
  if (page === null) notFound();
  const base = `/t/${slug}/coverage`;
  const query = organizationId === null ? "" : `?organization=${organizationId}`;
  const rows = outcomeRows(objectives, page.coverage.outcomes, verdict);
  return (
    <PageBody>
      <Head context={context} page={page} query={query} />
      <Tally context={context} page={page} verdict={verdict} own={`${base}/accounts/${accountId}`} query={query} />
      <Outcomes
        context={context}
        rows={rows}
        href={(objectiveId) => outcomeHref(base, objectiveId, accountId, organizationId)}
      />
      <EffectivePoliciesSection
        context={context}
        organizationId={page.organization.organizationId}
        accountId={accountId}
        query={query}
      />
    </PageBody>
  );
}

type Page = { readonly organization: Organization; readonly coverage: AccountCoverage };

/** Two statements; what declarative and other policies say is read with the compiled organisation. */
async function readPage(tx: TenantTransaction, organizationId: string | null, accountId: string): Promise<Page | null> {
  if (!/^\d{12}$/.test(accountId)) return null;
  const chosen = await chooseOrganization(tx, organizationId);
  if (chosen.kind !== "organization") return null;
  const coverage = await readAccountCoverage(tx, chosen.organization.organizationId, accountId);
  return coverage === null ? null : { organization: chosen.organization, coverage };
}

async function Head({ context, page, query }: { context: TenantContext; page: Page; query: string }) {
  const t = await getTranslations("coverage");
  const { locale, tenant } = context;
  const { coverage, organization } = page;
  const base = `/t/${tenant.slug}`;
  const at = organization.currentCrawlAt ?? coverage.decidedAt;
  return (
    <PageHeader
      path={
        <>
          <Link href={`${base}/coverage${query}`}>{t("title")}</Link>
          {coverage.path.slice(0, -1).map(({ nodeId, name }) => (
            <span key={nodeId}>{name}</span>
          ))}
        </>
      }
      title={t("accountPage.title", { name: coverage.name })}
      facts={
        <Freshness at={at.toISOString()} note={coverage.accountId}>
          {t("asOf", { time: formatInstant(at, { locale, zone: tenant.zone, zoneName: true }) })}
        </Freshness>
      }
      actions={
        <Link className="button" href={`${base}/accounts/${coverage.accountId}${query}`}>
          {t("accountPage.account")}
        </Link>
      }
    />
  );
}

type TallyProps = { context: TenantContext; page: Page; verdict: CoverageVerdict | null; own: string; query: string };

/** How many objectives stand at each verdict; each number narrows the list to them. */
async function Tally({ context, page, verdict, own, query }: TallyProps) {
  const t = await getTranslations("coverage");
  const tally = verdictTally(page.coverage.outcomes);
  const join = query === "" ? "?" : `${query}&`;
  return (
    <nav className={styles["strip"]} aria-label={t("objective")}>
      <ul>
        {[...coverageVerdicts].reverse().flatMap((one) =>
          tally[one] === 0
            ? []
            : [
                <li key={one}>
                  <Link
                    href={one === verdict ? `${own}${query}` : `${own}${join}verdict=${one}`}
                    aria-current={one === verdict ? "true" : undefined}
                  >
                    <strong>{tally[one]}</strong>
                    <CoverageBadge verdict={one}>{verdictNames[one][context.locale]}</CoverageBadge>
                  </Link>
                </li>,
              ],
        )}
      </ul>
    </nav>
  );
}

type OutcomesProps = { context: TenantContext; rows: readonly OutcomeRow[]; href: (objectiveId: string) => string };

async function Outcomes({ context, rows, href }: OutcomesProps) {
  const t = await getTranslations("coverage");
  const { locale } = context;
  if (rows.length === 0) return <Notice kind="unknown" title={t("accountPage.none")} />;
  return (
    <TableFrame label={t("accountPage.section")}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t("accountPage.column.objective")}</th>
            <th scope="col">{t("accountPage.column.verdict")}</th>
            <th scope="col">{t("accountPage.column.way")}</th>
            <th scope="col">{t("accountPage.column.actions")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(async ({ objective, outcome }) => (
            <tr key={objective.id}>
              <th scope="row" data-wrap>
                <Link href={href(objective.id)}>{objective.title[locale]}</Link>
              </th>
              <td>
                <CoverageBadge verdict={outcome.verdict}>{verdictNames[outcome.verdict][locale]}</CoverageBadge>
              </td>
              <td data-wrap>
                {outcome.metBy !== null && <strong>{t("metBy.title")} </strong>}
                <Words>{outcomeInShort(outcome, locale) ?? ""}</Words>
              </td>
              <td data-wrap>{await actionsInWords(outcome.actions)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  );
}

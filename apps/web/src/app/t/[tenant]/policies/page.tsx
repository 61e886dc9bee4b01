import { EmptyState, Freshness, formatInstant, PageBody, PageHeader, Section } from "@sekinin/ui";
import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { policyTypeName } from "../../../../guardrail-words/change-words.ts";
import { requireTenant, type TenantContext } from "../../../../server/require-tenant.ts";
import { GuardrailWays } from "../coverage/guardrail-ways.tsx";
import { Undecided } from "../coverage/undecided.tsx";
import { NothingYet } from "../heatmap/nothing-yet.tsx";
import styles from "./policies.module.css";
import { PolicyGroupSection } from "./policy-group.tsx";
import { type PolicySearch, policiesHref, policySearch } from "./policy-search.ts";
import { nodeNames, type PolicyGroup, policyGroups, shownPolicies } from "./policy-view.ts";
import { ProblemList } from "./problem-list.tsx";
import { type PoliciesPage, readPoliciesPage } from "./read-policies-page.ts";

type Props = {
  params: Promise<{ tenant: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("policies"))("title") };
}

export default async function PoliciesRoute({ params, searchParams }: Props) {
  const context = await requireTenant((await params).tenant, "posture:read");
  const search = policySearch(await searchParams);
  const page = await readPoliciesPage(context, search.organizationId);
  const t = await getTranslations("policies");
  if (page.kind === "foreign") notFound();
  if (page.kind === "undecided") {
    return <Undecided context={context} title={t("title")} isPending={page.isPending} current="policies" />;
  }
  if (page.kind !== "policies") return <NothingYet context={context} page={page} title={t("title")} />;
  const { observedAt, compiled } = page.current;
  const time = formatInstant(observedAt, { locale: context.locale, zone: context.tenant.zone, zoneName: true });
  return (
    <PageBody>
      <PageHeader
        title={t("title")}
        facts={
          <Freshness at={observedAt.toISOString()} note={t("count", { count: compiled.policies.size })}>
            {t("asOf", { time })}
          </Freshness>
        }
        actions={<GuardrailWays slug={context.tenant.slug} current="policies" organizationId={search.organizationId} />}
      />
      <Inventory context={context} page={page} search={search} />
    </PageBody>
  );
}

type Drawn = Extract<PoliciesPage, { kind: "policies" }>;

async function Inventory({ context, page, search }: { context: TenantContext; page: Drawn; search: PolicySearch }) {
  const t = await getTranslations("policies");
  const base = `/t/${context.tenant.slug}/policies`;
  const { compiled, observedAt } = page.current;
  const names = nodeNames(compiled);
  const all = policyGroups(compiled, page.problems, observedAt.toISOString().slice(0, 10));
  const groups = all.filter(({ type }) => search.type === null || type === search.type);
  const isEmpty = groups.every((group) => shownPolicies(group.rows, search).length === 0);
  const isWhole = search.type === null && search.only === null && search.text === null;
  return (
    <>
      <Filters context={context} groups={all} search={search} base={base} />
      {isEmpty && (
        <EmptyState
          title={t("none.title")}
          action={
            <Link
              className="button"
              href={policiesHref(base, { ...search, type: null, text: null, only: null, page: 1 })}
            >
              {t("none.clear")}
            </Link>
          }
        >
          {t("none.text")}
        </EmptyState>
      )}
      {isWhole && page.problems.length > 0 && (
        <Section
          title={t("problems.title")}
          aside={<span className={styles["soft"]}>{t("problems.count", { count: page.problems.length })}</span>}
        >
          <details className={styles["folded"]} open={page.problems.some(({ severity }) => severity === "error")}>
            <summary>{t("problems.show")}</summary>
            <ProblemList
              problems={page.problems}
              locale={context.locale}
              nameOf={(id) => compiled.policies.get(id)?.name ?? names.get(id) ?? id}
              policyHref={(id) => `${base}/${id}`}
            />
          </details>
        </Section>
      )}
      {groups.map((group) => (
        <PolicyGroupSection key={group.type} context={context} group={group} search={search} base={base} />
      ))}
    </>
  );
}

type FilterProps = { context: TenantContext; groups: readonly PolicyGroup[]; search: PolicySearch; base: string };

async function Filters({ context, groups, search, base }: FilterProps) {
  const t = await getTranslations("policies.filter");
  return (
    <form method="get" action={base} className={styles["filters"]} key={policiesHref("", search)}>
      {search.organizationId !== null && <input type="hidden" name="organization" value={search.organizationId} />}
      <label>
        <span>{t("text")}</span>
        <input type="search" name="q" maxLength={200} defaultValue={search.text ?? ""} placeholder={t("textHint")} />
      </label>
      <label>
        <span>{t("type")}</span>
        <select name="type" defaultValue={search.type ?? ""}>
          <option value="">{t("any")}</option>
          {groups.map(({ type }) => (
            <option key={type} value={type}>
              {policyTypeName(type, context.locale)}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span>{t("only")}</span>
        <select name="only" defaultValue={search.only ?? ""}>
          <option value="">{t("any")}</option>
          <option value="unattached">{t("unattached")}</option>
          <option value="problems">{t("problems")}</option>
        </select>
      </label>
      <button type="submit">{t("apply")}</button>
    </form>
  );
}

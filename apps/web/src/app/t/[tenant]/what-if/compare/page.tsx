import { Failure, failureWords } from "@sekinin/config";
import { listDrafts, readDraft } from "@sekinin/db";
import { EmptyState, Freshness, formatInstant, PageBody, PageHeader, Section } from "@sekinin/ui";
import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { compiledOrganization } from "../../../../../server/guardrails.ts";
import { requireTenant, type TenantContext } from "../../../../../server/require-tenant.ts";
import { CompareForm } from "../compare-form.tsx";
import { compareDeltas } from "../compare-view.ts";
import { DraftOperations } from "../draft-input.ts";
import { tellDelta } from "../tell-delta.ts";
import { deltaOf } from "../try-draft.ts";
import styles from "../what-if.module.css";
import { CompareSearch } from "../what-if-search.ts";
import { DeltaTold } from "../workbench/delta-told.tsx";
import { ComparedTable } from "./compared-table.tsx";

type Props = {
  params: Promise<{ tenant: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("what-if.compare"))("title") };
}

/** Two drafts on the same reading, side by side, and what the second does that the first does not. */
export default async function CompareRoute({ params, searchParams }: Props) {
  const context = await requireTenant((await params).tenant, "posture:read");
  const { a, b } = CompareSearch.parse(await searchParams);
  const compared = a === null || b === null ? null : await compareDrafts(context, a, b).catch(failed);
  const t = await getTranslations("what-if");
  const { locale, tenant } = context;
  const path = <Link href={`/t/${tenant.slug}/what-if`}>{t("title")}</Link>;
  if (compared === null || compared instanceof Failure) {
    const words = compared === null ? null : failureWords(compared.code, locale);
    return (
      <PageBody>
        <PageHeader title={t("compare.title")} path={path} />
        <EmptyState title={words?.text ?? t("compare.gone")}>{words?.hint}</EmptyState>
      </PageBody>
    );
  }
  const { drafts, first, second, objectives, between, observedAt } = compared;
  const at = formatInstant(observedAt, { locale, zone: tenant.zone });
  return (
    <PageBody>
      <PageHeader
        title={t("compare.title")}
        path={path}
        facts={
          <>
            <p className={styles["lead"]}>{t("compare.lead")}</p>
            <Freshness at={observedAt.toISOString()}>{t("asOf", { at })}</Freshness>
          </>
        }
      />
      <CompareForm tenant={tenant.slug} drafts={drafts} chosen={{ a: first.id, b: second.id }} />
      <Section title={t("compare.today")}>
        <ComparedTable tenant={tenant.slug} locale={locale} first={first} second={second} objectives={objectives} />
      </Section>
      <Section title={t("compare.between", { first: first.name, second: second.name })}>
        {between.rows.length === 0 && between.lockouts.length === 0 ? (
          <p className={styles["soft"]}>{t("compare.same")}</p>
        ) : (
          <DeltaTold tenant={tenant.slug} answer={between} sides={{ before: first.name, after: second.name }} />
        )}
      </Section>
    </PageBody>
  );
}

/** What the page can tell of a comparison that came to no end. */
function failed(error: unknown): Failure {
  if (error instanceof Failure && error.code.startsWith("draft.")) return error;
  throw error;
}

/** Null where one of the drafts is not here, or they are of different organisations. */
async function compareDrafts(context: TenantContext, a: string, b: string) {
  const [one, two] = await context.withTenant(async (tx) => [await readDraft(tx, a), await readDraft(tx, b)] as const);
  if (one === null || two === null || one.organizationId !== two.organizationId) return null;
  const { organizationId } = one;
  const current = await compiledOrganization(context, organizationId);
  if (current === null) return null;
  const [first, second] = [DraftOperations.parse(one.operations), DraftOperations.parse(two.operations)];
  const { locale } = context;
  const deltaOne = await deltaOf(context, current, [[], first]);
  const deltaTwo = await deltaOf(context, current, [[], second]);
  const services = (delta: typeof deltaOne) => delta.lockouts.map(({ service }) => service).sort();
  return {
    drafts: await context.withTenant((tx) => listDrafts(tx, organizationId)),
    first: { id: one.id, name: one.name, lockouts: services(deltaOne) },
    second: { id: two.id, name: two.name, lockouts: services(deltaTwo) },
    objectives: compareDeltas(deltaOne, deltaTwo, locale),
    between: tellDelta(await deltaOf(context, current, [first, second]), current.compiled, locale),
    observedAt: current.observedAt,
  };
}

import { type CompiledPolicy, type LintProblem, lintMessage, lintPolicy, positionOf } from "@sekinin/guardrails";
import { Freshness, formatInstant, Notice, PageBody, PageHeader, PolicyText, Section, Words } from "@sekinin/ui";
import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { policyTypeName } from "../../../../../guardrail-words/change-words.ts";
import type { CurrentGuardrails } from "../../../../../server/guardrails.ts";
import { requireTenant, type TenantContext } from "../../../../../server/require-tenant.ts";
import { organizationOf, single } from "../../coverage/coverage-search.ts";
import { GuardrailWays } from "../../coverage/guardrail-ways.tsx";
import styles from "../policies.module.css";
import { nodeNames } from "../policy-view.ts";
import { ProblemList } from "../problem-list.tsx";
import { readPoliciesPage } from "../read-policies-page.ts";

type Props = {
  params: Promise<{ tenant: string; policyId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

const Search = z.object({ organization: single });

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `${(await getTranslations("policies"))("policy")}: ${(await params).policyId}` };
}

export default async function PolicyRoute({ params, searchParams }: Props) {
  const { tenant: slug, policyId } = await params;
  const context = await requireTenant(slug, "posture:read");
  const page = await readPoliciesPage(context, organizationOf(Search.parse(await searchParams).organization));
  if (page.kind !== "policies") notFound();
  const policy = page.current.compiled.policies.get(policyId);
  if (policy === undefined) notFound();
  const problems = problemsOf(policy, page.problems, page.current);
  const t = await getTranslations("policies");
  return (
    <PageBody>
      <Head context={context} policy={policy} current={page.current} />
      <State policy={policy} problems={problems} context={context} />
      <Attachments context={context} policy={policy} current={page.current} />
      {problems.length > 0 && (
        <Section title={t("problems.title")}>
          <ProblemList
            problems={problems}
            locale={context.locale}
            nameOf={(id) => nodeNames(page.current.compiled).get(id) ?? id}
            policyHref={null}
          />
        </Section>
      )}
      <Text policy={policy} problems={problems} />
    </PageBody>
  );
}

/** What the crawl found, with places in the text: it keeps them, but a text may be judged here as well. */
function problemsOf(
  { id, text, type, awsManaged }: CompiledPolicy,
  known: readonly LintProblem[],
  { compiled }: CurrentGuardrails,
): readonly LintProblem[] {
  const own = known.filter(({ policyId }) => policyId === id);
  if (own.length > 0 || text === null || awsManaged) return own;
  return lintPolicy(text, type, compiled.universe, { policyId: id });
}

type PartProps = { context: TenantContext; policy: CompiledPolicy; current: CurrentGuardrails };

async function Head({ context, policy, current }: PartProps) {
  const t = await getTranslations("policies");
  const { locale, tenant } = context;
  const base = `/t/${tenant.slug}/policies`;
  const time = formatInstant(current.observedAt, { locale, zone: tenant.zone, zoneName: true });
  return (
    <PageHeader
      path={
        <>
          <Link href={base}>{t("title")}</Link>
          <Link href={`${base}?type=${policy.type}`}>{policyTypeName(policy.type, locale)}</Link>
        </>
      }
      title={policy.name}
      facts={
        <Freshness at={current.observedAt.toISOString()} note={<code>{policy.id}</code>}>
          {t("asOf", { time })}
        </Freshness>
      }
      actions={
        <>
          <GuardrailWays slug={tenant.slug} current="policies" organizationId={null} />
          <Link className="button" href={`/t/${tenant.slug}/coverage/history?policy=${policy.id}`}>
            {t("history")}
          </Link>
        </>
      }
    />
  );
}

async function State({ policy, problems, context }: Omit<PartProps, "current"> & { problems: readonly LintProblem[] }) {
  const t = await getTranslations("policies");
  const { state } = policy;
  if (state.status === "unread") {
    return (
      <Notice kind="unknown" title={t("unread.title")}>
        <code>{state.reason.action ?? state.reason.code}</code> {t("unread.text")}
      </Notice>
    );
  }
  if (state.status !== "problem") return null;
  const [first] = problems;
  return (
    <Notice kind="danger" title={t("broken.title")}>
      {first === undefined ? state.problem.code : <Words>{lintMessage(first, context.locale)}</Words>}{" "}
      {t("broken.text")}
    </Notice>
  );
}

const mostTargets = 200;

async function Attachments({ context, policy, current }: PartProps) {
  const t = await getTranslations("policies");
  const targets = current.compiled.reading.policies.find(({ id }) => id === policy.id)?.targetIds;
  const names = nodeNames(current.compiled);
  const ids = targets?.status === "read" ? targets.value : [];
  return (
    <Section title={t("attached")} aside={<span className={styles["soft"]}>{ids.length}</span>}>
      {targets?.status !== "read" && <p>{t("targetsUnread")}</p>}
      {targets?.status === "read" && ids.length === 0 && <p>{t("nowhereText")}</p>}
      <ul className={styles["targets"]}>
        {ids.slice(0, mostTargets).map((id) => (
          <li key={id}>
            {/^\d{12}$/.test(id) ? (
              <Link href={`/t/${context.tenant.slug}/coverage/accounts/${id}`}>{names.get(id) ?? id}</Link>
            ) : (
              (names.get(id) ?? id)
            )}{" "}
            <span className={styles["soft"]}>{id}</span>
          </li>
        ))}
      </ul>
      {ids.length > mostTargets && <p className={styles["soft"]}>{t("more", { count: ids.length - mostTargets })}</p>}
    </Section>
  );
}

async function Text({ policy, problems }: { policy: CompiledPolicy; problems: readonly LintProblem[] }) {
  const t = await getTranslations("policies");
  const { text, name } = policy;
  if (text === null) return null;
  const places = problems.flatMap(({ position, path }) => {
    const place = position ?? (path === "" ? null : positionOf(text, path));
    return place === null ? [] : [place];
  });
  return (
    <Section
      title={t("text")}
      aside={<span className={styles["soft"]}>{t("characters", { count: text.length })}</span>}
    >
      <PolicyText text={text} label={t("textOf", { name })} problems={places} />
    </Section>
  );
}

import {
  type AccountPage,
  type AccountState,
  listOrganizations,
  readAccountPage,
  type TenantTransaction,
} from "@sekinin/db";
import { unreadTexts } from "@sekinin/responsibility";
import {
  Freshness,
  formatInstant,
  heatmapHref,
  Notice,
  PageBody,
  PageHeader,
  StateBadge,
  type StateKind,
  Words,
} from "@sekinin/ui";
import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { requireTenant, type TenantContext } from "../../../../../server/require-tenant.ts";
import { AccountGuardrails } from "./account-guardrails.tsx";
import { type AccountView, accountSearch } from "./account-search.ts";
import { ControlLists } from "./control-lists.tsx";
import { DomainChoice } from "./domain-choice.tsx";
import { groupControls } from "./group-controls.ts";
import { UnreadList } from "./unread-list.tsx";
import { readNamed, whoAnswers } from "./who-answers.ts";

type Props = {
  params: Promise<{ tenant: string; accountId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await getTranslations("account"))("id", { id: (await params).accountId }) };
}

export default async function AccountRoute({ params, searchParams }: Props) {
  const { tenant: slug, accountId } = await params;
  const context = await requireTenant(slug, "posture:read");
  const view = accountSearch(await searchParams);
  const read = await context.withTenant(async (tx) => {
    const page = await readPage(tx, accountId, view);
    return page === null ? null : { page, named: await readNamed(tx, page.account.organizationId) };
  });
  if (read === null) notFound();
  const { page } = read;
  const answers = await whoAnswers(context, page, read.named);
  const groups = groupControls(page.duties, page.findings);
  const base = `/t/${context.tenant.slug}/accounts/${accountId}`;
  return (
    <PageBody>
      <Head context={context} page={page} view={view} />
      <StateNotice context={context} page={page} />
      {(groups.length > 0 || page.account.status !== "frozen") && (
        <>
          <DomainChoice context={context} page={page} groups={groups} view={view} base={base} />
          <ControlLists context={context} page={page} groups={groups} answers={answers} view={view} base={base} />
        </>
      )}
      <AccountGuardrails context={context} page={page} organizationId={view.organizationId} />
      <UnreadList context={context} unread={page.unread} />
    </PageBody>
  );
}

async function readPage(tx: TenantTransaction, accountId: string, view: AccountView): Promise<AccountPage | null> {
  if (!/^\d{12}$/.test(accountId)) return null;
  if (view.organizationId !== null) return readAccountPage(tx, { organizationId: view.organizationId, accountId });
  // Without an organisation in the address: the one that has the account. A tenant has one, rarely two.
  for (const { organizationId } of await listOrganizations(tx)) {
    const page = await readAccountPage(tx, { organizationId, accountId });
    if (page !== null) return page;
  }
  return null;
}

const stateKinds: Readonly<Record<AccountState["status"], StateKind>> = {
  current: "good",
  unknown: "unknown",
  frozen: "stopped",
};

type PartProps = { context: TenantContext; page: AccountPage };

async function Head({ context, page, view }: PartProps & { view: AccountView }) {
  const t = await getTranslations("account");
  const { locale, tenant } = context;
  const { account, path } = page;
  const shown = { locale, zone: tenant.zone };
  const ids = path.map(({ nodeId }) => nodeId);
  const at = (index: number) =>
    heatmapHref(`/t/${tenant.slug}/heatmap`, {
      organizationId: view.organizationId,
      opened: index < 0 ? null : ids.slice(0, index + 1),
      sort: null,
      table: false,
    });
  const lastRead = account.lastReadAt;
  return (
    <PageHeader
      path={
        <>
          <Link href={at(-1)}>{t("heatmap")}</Link>
          {path.map(({ nodeId, name }, index) => (
            <Link key={nodeId} href={at(index)}>
              {name}
            </Link>
          ))}
        </>
      }
      title={account.name}
      facts={
        <Freshness at={account.observedAt.toISOString()} note={t("id", { id: account.accountId })}>
          {account.status === "current" || lastRead === null
            ? t("asOf", { time: formatInstant(account.observedAt, { ...shown, zoneName: true }) })
            : t("lastRead", { time: formatInstant(lastRead, { ...shown, zoneName: true }) })}
        </Freshness>
      }
      actions={<StateBadge state={stateKinds[account.status]}>{t(`status.${account.status}`)}</StateBadge>}
    />
  );
}

const frozenWords = ["SUSPENDED", "PENDING_CLOSURE", "LEFT"] as const;

/** Why the numbers below are not those of a living account that was read. */
async function StateNotice({ context, page }: PartProps) {
  const t = await getTranslations("account");
  const { account, accountState } = page;
  if (account.status === "current") return null;
  if (account.status === "frozen") {
    const word = frozenWords.find((known) => known === accountState) ?? "other";
    return (
      <Notice kind="unknown" title={t("frozen.title")}>
        {t(`frozen.${word}`)} {t(page.duties.length > 0 ? "frozen.kept" : "frozen.nothing")}
      </Notice>
    );
  }
  const text = account.reason === null ? null : unreadTexts[account.reason.code];
  return (
    <Notice kind="unknown" title={t("notRead.title")}>
      {text !== null && (
        <p>
          <Words>{`${text.text[context.locale]} ${text.hint[context.locale]}`}</Words>
        </p>
      )}
      <p>{t("notRead.kept")}</p>
    </Notice>
  );
}

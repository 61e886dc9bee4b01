import { may } from "@sekinin/auth";
import type { Subscription } from "@sekinin/db";
import { EmptyState, Notice, PageBody, PageHeader, Section, Words } from "@sekinin/ui";
import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { mailSetup } from "../../../../server/mail-setup.ts";
import { requireTenant, type TenantContext } from "../../../../server/require-tenant.ts";
import { DigestCard } from "./digest-card.tsx";
import { DigestForm } from "./digest-form.tsx";
import { mostNodes } from "./digest-input.ts";
import { digestSearch } from "./digest-search.ts";
import { clockText, zoneList } from "./digest-words.ts";
import styles from "./digests.module.css";
import { MailHistory } from "./mail-history.tsx";
import { type DigestOrganization, type DigestsView, readDigests } from "./read-digests.ts";
import { TeamDigests } from "./team-digests.tsx";

type Props = {
  params: Promise<{ tenant: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("digests"))("title") };
}

export default async function DigestsPage({ params, searchParams }: Props) {
  const context = await requireTenant((await params).tenant, "digest:subscribe");
  const { organizationId, editId } = digestSearch(await searchParams);
  const view = await readDigests(context);
  const t = await getTranslations("digests");
  const edited = [...view.own, ...view.ofTeams].find(({ id, state }) => id === editId && state !== "ended");
  const organization =
    view.organizations.find((one) => one.organizationId === (edited?.organizationId ?? organizationId)) ??
    view.organizations[0];
  return (
    <PageBody narrow>
      <PageHeader title={t("title")} facts={<p className={styles["soft"]}>{t("lead")}</p>} />
      <MailNotice />
      {organization === undefined ? (
        <EmptyState title={t("empty.title")}>{t("empty.text")}</EmptyState>
      ) : (
        <Parts context={context} view={view} organization={organization} edited={edited ?? null} />
      )}
      <Section title={t("history.title")} id="history">
        <MailHistory context={context} view={view} />
      </Section>
    </PageBody>
  );
}

async function MailNotice() {
  const t = await getTranslations("digests.mail");
  const { isSetUp, catcherUrl } = mailSetup();
  if (catcherUrl !== null) {
    return (
      <Notice kind="information" title={t("catcherTitle")} action={<a href={catcherUrl}>{t("catcherLink")}</a>}>
        {t("catcher")}
      </Notice>
    );
  }
  if (isSetUp) return null;
  return (
    <Notice kind="warning" title={t("notSetUp")}>
      <Words>{t("notSetUpText")}</Words>
    </Notice>
  );
}

type PartsProps = {
  readonly context: TenantContext;
  readonly view: DigestsView;
  readonly organization: DigestOrganization;
  readonly edited: Subscription | null;
};

async function Parts({ context, view, organization, edited }: PartsProps) {
  const t = await getTranslations("digests");
  const live = view.own.filter(({ state }) => state !== "ended");
  const ended = view.own
    .filter((one) => one.state === "ended" && !live.some((other) => isSameScope(one, other)))
    .slice(-3);
  const card = (subscription: Subscription) => (
    <DigestCard key={subscription.id} context={context} subscription={subscription} view={view} team={null} />
  );
  return (
    <>
      {edited !== null && (
        <Section
          title={t("changeTitle")}
          id="form"
          aside={<Link href={`/t/${context.tenant.slug}/digests`}>{t("leave")}</Link>}
        >
          <Form context={context} view={view} organization={organization} edited={edited} isForTeam={false} />
        </Section>
      )}
      <Section title={t("yours")} id="yours" aside={<span className={styles["soft"]}>{context.user.email}</span>}>
        {live.length > 0 && <ul className={styles["cards"]}>{live.map(card)}</ul>}
        {edited === null && (
          <Fold title={live.length === 0 ? t("first") : t("another")} isOpen={live.length === 0}>
            <Organizations context={context} view={view} organization={organization} />
            <Form context={context} view={view} organization={organization} edited={null} isForTeam={false} />
          </Fold>
        )}
        {ended.length > 0 && (
          <Fold title={t("endedOnes")} isOpen={live.length === 0}>
            <ul className={styles["cards"]}>{ended.map(card)}</ul>
          </Fold>
        )}
      </Section>
      {may(context.role, "assignment:write") && (
        <TeamDigests context={context} view={view}>
          {edited === null && (
            <Fold title={t("teams.another")} isOpen={false}>
              <Form context={context} view={view} organization={organization} edited={null} isForTeam />
            </Fold>
          )}
        </TeamDigests>
      )}
    </>
  );
}

function isSameScope(one: Subscription, other: Subscription): boolean {
  const key = ({ organizationId, scopeKind, nodeIds }: Subscription) => [organizationId, scopeKind, ...nodeIds].join();
  return key(one) === key(other);
}

type FoldProps = { readonly title: string; readonly isOpen: boolean; readonly children: React.ReactNode };

function Fold({ title, isOpen, children }: FoldProps) {
  return (
    <details className={styles["fold"]} open={isOpen}>
      <summary>{title}</summary>
      <div>{children}</div>
    </details>
  );
}

/** With several organisations: the one that the form is about. */
async function Organizations({ context, view, organization }: Omit<PartsProps, "edited">) {
  const t = await getTranslations("digests");
  if (view.organizations.length < 2) return null;
  return (
    <nav className={styles["organizations"]} aria-label={t("organizations")}>
      {view.organizations.map(({ organizationId }) => (
        <Link
          key={organizationId}
          href={`/t/${context.tenant.slug}/digests?organization=${organizationId}`}
          aria-current={organizationId === organization.organizationId ? "true" : undefined}
        >
          {organizationId}
        </Link>
      ))}
    </nav>
  );
}

function Form({ context, view, organization, edited, isForTeam }: PartsProps & { readonly isForTeam: boolean }) {
  const { tenant, locale } = context;
  const scope = edited?.scopeKind ?? (isForTeam ? "assignments" : "organization");
  const nodeIds = edited?.nodeIds ?? [];
  const zone = edited?.zone ?? tenant.zone;
  const ofTeam = edited === null ? view.teams : view.teams.filter(({ id }) => id === edited.teamId);
  return (
    <DigestForm
      tenant={tenant.slug}
      organization={{
        id: organization.organizationId,
        name: view.organizations.length > 1 ? organization.organizationId : null,
      }}
      units={organization.units.map(({ nodeId, parentId, name, depth }) => ({ nodeId, parentId, name, depth }))}
      teams={isForTeam || (edited?.teamId ?? null) !== null ? ofTeam.map(({ id, name }) => ({ id, name })) : null}
      subscriptionId={edited?.id ?? null}
      values={{
        scope,
        units: scope === "units" ? nodeIds : [],
        accounts:
          scope === "accounts"
            ? nodeIds.map((accountId) => ({ accountId, name: view.names.get(accountId) ?? accountId }))
            : [],
        locale: edited?.locale ?? locale,
        weekday: edited?.weekday ?? 1,
        time: edited === null ? "08:00" : clockText(edited),
        zone,
      }}
      zones={zoneList([zone, tenant.zone])}
      most={mostNodes}
    />
  );
}

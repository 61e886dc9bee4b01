import { may } from "@sekinin/auth";
import {
  type Connection,
  type ConnectionTestRow,
  latestConnectionTest,
  listConnections,
  listCrawls,
} from "@sekinin/db";
import { EmptyState, Notice, PageBody, PageHeader, StateBadge, type StateKind } from "@sekinin/ui";
import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { requireTenant, type TenantContext } from "../../../../server/require-tenant.ts";
import { startConnection } from "./actions.ts";
import styles from "./connection.module.css";
import { ConnectionFacts } from "./connection-facts.tsx";
import { type ConnectionView, connectionSearch } from "./connection-search.ts";
import { OneButtonForm } from "./one-button-form.tsx";
import { PrincipalStep } from "./principal-step.tsx";
import { RolesStep } from "./roles-step.tsx";
import { Settings } from "./settings.tsx";
import { TemplatesStep } from "./templates-step.tsx";
import { TestPanel } from "./test-panel.tsx";

type Props = {
  params: Promise<{ tenant: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("connection"))("title") };
}

export default async function ConnectionPage({ params, searchParams }: Props) {
  const context = await requireTenant((await params).tenant, "connection:read");
  const view = connectionSearch(await searchParams);
  const { connections, connection, test, hasCrawled } = await context.withTenant(async (tx) => {
    const all = await listConnections(tx);
    const chosen = view.connectionId === null ? all[0] : all.find(({ id }) => id === view.connectionId);
    return {
      connections: all,
      connection: chosen ?? null,
      test: chosen === undefined ? null : await latestConnectionTest(tx, chosen.id),
      hasCrawled: chosen !== undefined && (await listCrawls(tx, { limit: 1, connectionId: chosen.id })).length > 0,
    };
  });
  if (connection === null && view.connectionId !== null) notFound();
  const t = await getTranslations("connection");
  if (connection === null) return <NotConnected context={context} />;
  return (
    <PageBody narrow>
      <PageHeader
        title={t("title")}
        facts={<p className={styles["soft"]}>{t("lead")}</p>}
        actions={<ConnectionState connection={connection} />}
      />
      <Choice context={context} connections={connections} current={connection} />
      {connection.state === "unsafe" && (
        <Notice kind="danger" title={t("unsafe.title")}>
          {t("unsafe.text")}
        </Notice>
      )}
      <Parts context={context} connection={connection} test={test} hasCrawled={hasCrawled} view={view} />
    </PageBody>
  );
}

type PartsProps = {
  context: TenantContext;
  connection: Connection;
  test: ConnectionTestRow | null;
  hasCrawled: boolean;
  view: ConnectionView;
};

/** Owners get the three steps and the settings; everybody else the same facts without anything to change. */
async function Parts({ context, connection, test, hasCrawled, view }: PartsProps) {
  const t = await getTranslations("connection");
  const { tenant, role } = context;
  if (connection.source === "file") return <FromFile context={context} />;
  if (!may(role, "connection:write")) {
    return (
      <>
        <ConnectionFacts context={context} connection={connection} />
        <TestPanel context={context} connection={connection} test={test} hasCrawled={hasCrawled} />
      </>
    );
  }
  return (
    <>
      <PrincipalStep connection={connection} />
      <TemplatesStep base={`/t/${tenant.slug}/connection`} connection={connection} view={view} />
      <RolesStep tenant={tenant.slug} connection={connection} />
      <TestPanel context={context} connection={connection} test={test} hasCrawled={hasCrawled} />
      <Settings context={context} connection={connection} />
      <div>
        <OneButtonForm
          action={startConnection}
          fields={{ tenant: tenant.slug }}
          label={t("addAnother")}
          pendingLabel={t("pending")}
          kind="plain"
        />
      </div>
      <UploadWay context={context} />
    </>
  );
}

/** No steps: nothing of AWS is asked. */
async function FromFile({ context }: { context: TenantContext }) {
  const t = await getTranslations("connection.file");
  const isOwner = may(context.role, "guardrail:write");
  return (
    <Notice
      kind="information"
      title={t("title")}
      action={isOwner && <Link href={`/t/${context.tenant.slug}/connection/import`}>{t("upload")}</Link>}
    >
      {t("text")}
    </Notice>
  );
}

async function UploadWay({ context }: { context: TenantContext }) {
  const t = await getTranslations("connection.file");
  if (!may(context.role, "guardrail:write")) return null;
  return (
    <p className={styles["soft"]}>
      {t("also")} <Link href={`/t/${context.tenant.slug}/connection/import`}>{t("upload")}</Link>
    </p>
  );
}

const stateKinds: Readonly<Record<Connection["state"], StateKind>> = {
  draft: "waiting",
  ready: "good",
  unsafe: "bad",
  failing: "bad",
};

async function ConnectionState({ connection }: { connection: Connection }) {
  const t = await getTranslations("connection.states");
  return <StateBadge state={stateKinds[connection.state]}>{t(connection.state)}</StateBadge>;
}

type ChoiceProps = { context: TenantContext; connections: readonly Connection[]; current: Connection };

async function Choice({ context, connections, current }: ChoiceProps) {
  const t = await getTranslations("connection");
  if (connections.length < 2) return null;
  return (
    <nav className={styles["tabs"]} aria-label={t("connections")}>
      {connections.map(({ id, organizationId }) => (
        <Link
          key={id}
          href={`/t/${context.tenant.slug}/connection?connection=${id}`}
          aria-current={id === current.id ? "page" : undefined}
        >
          {organizationId ?? t("untested")}
        </Link>
      ))}
    </nav>
  );
}

async function NotConnected({ context }: { context: TenantContext }) {
  const t = await getTranslations("connection");
  const isOwner = may(context.role, "connection:write");
  return (
    <PageBody narrow>
      <PageHeader title={t("title")} facts={<p className={styles["soft"]}>{t("lead")}</p>} />
      <EmptyState
        title={t("empty.title")}
        action={
          isOwner && (
            <OneButtonForm
              action={startConnection}
              fields={{ tenant: context.tenant.slug }}
              label={t("empty.start")}
              pendingLabel={t("pending")}
              kind="primary"
            />
          )
        }
      >
        {isOwner ? t("empty.owner") : t("empty.viewer")}
      </EmptyState>
      <UploadWay context={context} />
    </PageBody>
  );
}

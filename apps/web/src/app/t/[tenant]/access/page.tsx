import { type AuditEvent, listAuditEvents, listPeopleOfTenant, type PersonOfTenant } from "@sekinin/db";
import { EmptyState, formatInstant, PageBody, PageHeader, TableFrame } from "@sekinin/ui";
import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { requireTenant, type TenantContext } from "../../../../server/require-tenant.ts";
import { services } from "../../../../server/services.ts";
import { Choice } from "../choice.tsx";
import styles from "./access.module.css";
import { accessHref, accessSearch } from "./access-search.ts";
import { knownAction, toldActor, toldSubject } from "./told-event.ts";

type Props = {
  params: Promise<{ tenant: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

const pageLength = 50;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("access"))("title") };
}

/** Who came in from outside, and who changed what: what a tenant sees of its own audit. */
export default async function AccessRoute({ params, searchParams }: Props) {
  const context = await requireTenant((await params).tenant, "tenant:audit");
  const search = accessSearch(await searchParams);
  const events = await context.withTenant((tx) =>
    listAuditEvents(tx, {
      limit: pageLength + 1,
      before: search.before,
      actorKind: search.operatorsOnly ? "operator" : null,
    }),
  );
  const shown = events.slice(0, pageLength);
  const last = shown.at(-1);
  const t = await getTranslations("access");
  const base = `/t/${context.tenant.slug}/access`;
  const view = (operatorsOnly: boolean) => accessHref(base, { operatorsOnly, before: null });
  return (
    <PageBody>
      <PageHeader
        title={t("title")}
        facts={<p className={styles["lead"]}>{t("lead")}</p>}
        actions={
          <Choice
            label={t("who")}
            options={[
              { key: "all", text: t("everybody"), href: view(false) },
              { key: "operators", text: t("operatorsOnly"), href: view(true) },
            ]}
            current={search.operatorsOnly ? "operators" : "all"}
          />
        }
      />
      {shown.length === 0 ? (
        <EmptyState title={search.operatorsOnly ? t("noVisits") : t("nothing")}>{t("nothingText")}</EmptyState>
      ) : (
        <EventTable context={context} events={shown} people={await namesOf(context, shown)} />
      )}
      {(search.before !== null || events.length > pageLength) && (
        <nav className={styles["pages"]} aria-label={t("pages")}>
          {search.before !== null && <Link href={view(search.operatorsOnly)}>{t("newest")}</Link>}
          {events.length > pageLength && last !== undefined && (
            <Link href={accessHref(base, { ...search, before: last.id })}>{t("older")}</Link>
          )}
        </nav>
      )}
    </PageBody>
  );
}

/** Names of this tenant's people and of its operators' only, whoever the events name. */
async function namesOf({ tenantId }: TenantContext, events: readonly AuditEvent[]): Promise<PersonOfTenant[]> {
  const userIds = events.flatMap(({ actorKind, actorId }) =>
    (actorKind === "user" || actorKind === "operator") && actorId !== null ? [actorId] : [],
  );
  const { database } = await services();
  return database.withSystem((tx) => listPeopleOfTenant(tx, { tenantId, userIds }));
}

type TableProps = {
  readonly context: TenantContext;
  readonly events: readonly AuditEvent[];
  readonly people: readonly PersonOfTenant[];
};

async function EventTable({ context, events, people }: TableProps) {
  const t = await getTranslations("access");
  const { locale, tenant } = context;
  return (
    <TableFrame label={t("title")}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t("at")}</th>
            <th scope="col">{t("by")}</th>
            <th scope="col">{t("what")}</th>
          </tr>
        </thead>
        <tbody>
          {events.map((event) => (
            <tr key={event.id}>
              <td>
                <time dateTime={event.at.toISOString()}>{formatInstant(event.at, { locale, zone: tenant.zone })}</time>
              </td>
              <ActorCell event={event} people={people} />
              <WhatCell event={event} locale={locale} />
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  );
}

async function ActorCell({ event, people }: { event: AuditEvent; people: readonly PersonOfTenant[] }) {
  const t = await getTranslations("access");
  const actor = toldActor(event, people);
  if (!("name" in actor)) return <td>{t(`actor.${actor.kind}`)}</td>;
  return (
    <td>
      {actor.name ?? t("actor.former")}
      {actor.kind === "operator" && (
        <span className={styles["operator"]}>{actor.through ?? t("actor.formerOperator")}</span>
      )}
    </td>
  );
}

async function WhatCell({ event, locale }: { event: AuditEvent; locale: TenantContext["locale"] }) {
  const t = await getTranslations("access");
  const known = knownAction(event.action);
  const subject = toldSubject(event, locale);
  return (
    <td data-wrap>
      {known === null ? <code>{event.action}</code> : t(`action.${known.replace(".", "-")}`)}
      {subject !== null && <span className={styles["subject"]}>{subject}</span>}
    </td>
  );
}

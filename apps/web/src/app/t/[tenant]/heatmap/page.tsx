import type { Party } from "@sekinin/posture";
import { Freshness, formatInstant, type HeatmapView, heatmapHref, Notice, PageBody, PageHeader } from "@sekinin/ui";
import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { type KnownParties, listPartners, partyNames } from "../../../../parties/known-parties.ts";
import { PartyChoice } from "../../../../parties/party-choice.tsx";
import { requireTenant, type TenantContext } from "../../../../server/require-tenant.ts";
import { AwsSide } from "./aws-side.tsx";
import { CrawlNotice } from "./crawl-notice.tsx";
import { HeatmapBody } from "./heatmap-body.tsx";
import { heatmapSearch } from "./heatmap-search.ts";
import { NothingYet } from "./nothing-yet.tsx";
import { type HeatmapPage, readHeatmapPage } from "./read-heatmap-page.ts";
import { ViewChoice } from "./view-choice.tsx";

type Props = {
  params: Promise<{ tenant: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("heatmap"))("title") };
}

export default async function HeatmapRoute({ params, searchParams }: Props) {
  const context = await requireTenant((await params).tenant, "posture:read");
  const view = heatmapSearch(await searchParams);
  const page = await context.withTenant((tx) => readHeatmapPage(tx, view));
  const t = await getTranslations("heatmap");
  if (page.kind === "foreign") notFound();
  if (page.kind !== "heatmap") return <NothingYet context={context} page={page} title={t("title")} />;
  const base = `/t/${context.tenant.slug}/heatmap`;
  const known = { teams: page.teams, partners: await listPartners(context) };
  return (
    <PageBody>
      <PageHeader
        title={t("title")}
        facts={<Facts context={context} page={page} />}
        actions={
          <>
            {page.heatmap.partial === null && (
              <PartyChoice action={base} kept={keptOf(view)} known={known} value={page.party} />
            )}
            <ViewChoice base={base} view={view} organizationIds={page.organizationIds} />
          </>
        }
      />
      <CrawlNotice context={context} heatmap={page.heatmap} />
      {page.party?.kind === "aws" ? (
        <AwsSide locale={context.locale} />
      ) : (
        <>
          {page.party !== null && <PartyNote slug={context.tenant.slug} party={page.party} known={known} />}
          {!page.isCounted && <Notice kind="unknown" title={t("party.notCounted")} />}
          <HeatmapBody context={context} page={page} view={view} base={base} />
        </>
      )}
    </PageBody>
  );
}

type PartyNoteProps = { slug: string; party: Party; known: KnownParties };

/** Says that the cells are of one party's part, and leads to where that is changed. */
async function PartyNote({ slug, party, known }: PartyNoteProps) {
  const t = await getTranslations("heatmap");
  const name = await partyNames(known);
  return (
    <p>
      {t("party.part", { party: name(party) })} <Link href={`/t/${slug}/responsibility`}>{t("party.change")}</Link>
    </p>
  );
}

/** What the address holds beside the party. */
function keptOf({ party: _party, ...view }: HeatmapView): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(heatmapHref("", view).slice(1)));
}

type Drawn = Extract<HeatmapPage, { kind: "heatmap" }>;

async function Facts({ context, page }: { context: TenantContext; page: Drawn }) {
  const t = await getTranslations("heatmap");
  const { partial, crawl, rows } = page.heatmap;
  const accounts = rows.find((row) => row.kind === "root")?.accounts ?? 0;
  const at = crawl?.finishedAt ?? null;
  if (partial !== null || at === null) {
    const { accountsRead, accounts: all } = partial ?? { accountsRead: accounts, accounts };
    return <Freshness at={null}>{t("readOf", { read: accountsRead, all })}</Freshness>;
  }
  const time = formatInstant(at, { locale: context.locale, zone: context.tenant.zone, zoneName: true });
  return (
    <Freshness at={at.toISOString()} note={t("accounts", { count: accounts })}>
      {t("asOf", { time })}
    </Freshness>
  );
}

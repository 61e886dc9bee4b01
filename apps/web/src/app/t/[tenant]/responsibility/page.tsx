import { may } from "@sekinin/auth";
import { EmptyState, PageBody, PageHeader } from "@sekinin/ui";
import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { listPartners } from "../../../../parties/known-parties.ts";
import { requireTenant } from "../../../../server/require-tenant.ts";
import { AssignmentList } from "./assignment-list.tsx";
import { PartyGrid } from "./party-grid.tsx";
import { readResponsibility } from "./read-responsibility.ts";
import styles from "./responsibility.module.css";
import { TeamList } from "./team-list.tsx";

type Props = {
  params: Promise<{ tenant: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

const Search = z.object({
  organization: z
    .string()
    .regex(/^o-[a-z0-9]{10,32}$/)
    .nullable()
    .catch(null),
});

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("responsibility"))("title") };
}

/** Who answers for what on the customer's side: teams, the partner, and where each is named. */
export default async function ResponsibilityRoute({ params, searchParams }: Props) {
  const context = await requireTenant((await params).tenant, "posture:read");
  const { organization: asked } = Search.parse(await searchParams);
  const page = await context.withTenant((tx) => readResponsibility(tx, asked));
  if (page === null) notFound();
  const t = await getTranslations("responsibility");
  const known = { teams: page.teams, partners: await listPartners(context) };
  const canWrite = may(context.role, "assignment:write");
  const base = `/t/${context.tenant.slug}/responsibility`;
  const { organization, organizationIds } = page;
  const shared = { context, known, canWrite };
  return (
    <PageBody>
      <PageHeader
        title={t("title")}
        facts={<p className={styles["lead"]}>{t("lead")}</p>}
        actions={
          organizationIds.length > 1 && (
            <nav className={styles["choice"]} aria-label={t("organization")}>
              {organizationIds.map((id) => (
                <Link
                  key={id}
                  href={`${base}?organization=${id}`}
                  aria-current={id === organization?.id ? "page" : undefined}
                >
                  {id}
                </Link>
              ))}
            </nav>
          )
        }
      />
      {organization === null || organization.units.length === 0 ? (
        <EmptyState title={t("noTree.title")}>{t("noTree.text")}</EmptyState>
      ) : (
        <>
          <PartyGrid {...shared} organization={organization} />
          <AssignmentList {...shared} organization={organization} />
        </>
      )}
      <TeamList {...shared} teams={page.teams} />
    </PageBody>
  );
}

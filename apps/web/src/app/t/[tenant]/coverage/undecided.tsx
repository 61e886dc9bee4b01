import { EmptyState, PageBody, PageHeader } from "@sekinin/ui";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import type { TenantContext } from "../../../../server/require-tenant.ts";
import { RefreshEvery } from "../crawls/refresh-every.tsx";
import { type GuardrailWay, GuardrailWays } from "./guardrail-ways.tsx";

type Props = { context: TenantContext; title: string; isPending: boolean; current: GuardrailWay };

/** An organisation is known, but its coverage is not: it is decided with the next crawl, or is being decided now. */
export async function Undecided({ context, title, isPending, current }: Props) {
  const t = await getTranslations("coverage");
  const { slug } = context.tenant;
  return (
    <PageBody>
      <PageHeader title={title} actions={<GuardrailWays slug={slug} current={current} organizationId={null} />} />
      <EmptyState
        title={t(isPending ? "pending.title" : "undecided.title")}
        action={
          <Link className="button" href={`/t/${slug}/crawls`}>
            {t("undecided.link")}
          </Link>
        }
      >
        {t("undecided.text")}
      </EmptyState>
      {isPending && <RefreshEvery seconds={5} />}
    </PageBody>
  );
}

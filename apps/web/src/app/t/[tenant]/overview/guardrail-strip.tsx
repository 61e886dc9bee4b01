import type { CoverageCounts } from "@sekinin/db";
import { objectives } from "@sekinin/guardrails";
import { Section, wholeCoverage } from "@sekinin/ui";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import type { TenantContext } from "../../../../server/require-tenant.ts";
import { VerdictStrip } from "../coverage/coverage-filters.tsx";
import { tallyOf } from "../coverage/coverage-rows.ts";
import { coverageTexts } from "../coverage/coverage-texts.ts";

type Props = { context: TenantContext; counts: CoverageCounts | null; organizationId: string | null };

/** What nobody can do, as far as guardrails go: objectives by their worst account, each number a way into the matrix. */
export async function GuardrailStrip({ context, counts, organizationId }: Props) {
  const t = await getTranslations("coverage");
  if (counts === null) return null;
  const base = `/t/${context.tenant.slug}/coverage`;
  const query = organizationId === null ? "" : `?organization=${organizationId}`;
  return (
    <Section title={t("accountPage.section")} aside={<Link href={`${base}${query}`}>{t("title")}</Link>}>
      <VerdictStrip
        base={base}
        view={{ ...wholeCoverage, organizationId }}
        counts={tallyOf(objectives, counts)}
        texts={await coverageTexts(context.locale)}
      />
    </Section>
  );
}

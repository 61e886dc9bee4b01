import "server-only";
import type { CoverageVerdict } from "@sekinin/guardrails/coverage";
import { domainTitles } from "@sekinin/responsibility";
import type { CoverageTexts } from "@sekinin/ui";
import { getTranslations } from "next-intl/server";
import { type Both, verdictNames } from "../../../../guardrail-words/verdict-words.ts";
import type { Locale } from "../../../../server/locale.ts";

/** The matrix's words; places in braces are filled where it is drawn. */
export async function coverageTexts(locale: Locale): Promise<CoverageTexts> {
  const t = await getTranslations("coverage");
  const raw = (key: string) => String(t.raw(key));
  return {
    caption: t("caption"),
    objective: t("objective"),
    verdicts: inLocale(verdictNames, locale),
    domains: Object.fromEntries(Object.entries(domainTitles).map(([id, title]) => [id, title[locale]])),
    count: raw("count"),
    between: raw("between"),
    cell: raw("cell"),
    noAccounts: t("noAccounts"),
    expand: raw("expand"),
    collapse: raw("collapse"),
    accounts: raw("accountsShort"),
    worst: t("worst"),
    limited: t("limited"),
    limitedShort: t("limitedShort"),
  };
}

/** A table of words by verdict in one language. */
export function inLocale(
  words: Readonly<Record<CoverageVerdict, Both>>,
  locale: Locale,
): Readonly<Record<CoverageVerdict, string>> {
  return Object.fromEntries(Object.entries(words).map(([verdict, both]) => [verdict, both[locale]])) as Record<
    CoverageVerdict,
    string
  >;
}

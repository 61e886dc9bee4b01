import "server-only";
import { domainTitles, responsibilityDomains } from "@sekinin/responsibility";
import { fill, formatDay, type HeatmapTexts } from "@sekinin/ui";
import { getTranslations } from "next-intl/server";
import type { Locale } from "../../../../server/locale.ts";

/**
 * All words of the heatmap. Places such as `{name}` are filled by the component, cell by cell. `since` is the day,
 * `YYYY-MM-DD`, that changes are counted from; null where nothing has one.
 */
export async function heatmapTexts(locale: Locale, since: string | null = null): Promise<HeatmapTexts> {
  const t = await getTranslations("heatmap");
  const raw = (key: string) => String(t.raw(key));
  // A calendar day, not an instant: it reads the same in every zone.
  const day = since === null ? "" : formatDay(since, { locale, zone: "UTC", year: false });
  const domains = Object.fromEntries(responsibilityDomains.map((domain) => [domain, domainTitles[domain][locale]]));
  return {
    caption: t("caption"),
    unit: t("unit"),
    accounts: t("accountsHead"),
    columns: { ...domains, all: t("all") } as HeatmapTexts["columns"],
    states: {
      SUSPENDED: t("states.SUSPENDED"),
      PENDING_CLOSURE: t("states.PENDING_CLOSURE"),
      LEFT: t("states.LEFT"),
    },
    expand: raw("expand"),
    collapse: raw("collapse"),
    sortBy: raw("sortBy"),
    cell: raw("cell"),
    percent: raw("percent"),
    nothingKnown: t("nothingKnown"),
    noDuties: t("noDuties"),
    known: raw("known"),
    unknownShare: raw("unknownShare"),
    failing: raw("failing"),
    nothingFails: t("nothingFails"),
    changed: fill(raw("changed"), { day }),
    changedByOne: fill(raw("changedByOne"), { day }),
    unchanged: t("unchanged", { day }),
    worst: t("worst"),
    worstIs: raw("worstIs"),
    worstShort: raw("worstShort"),
    drag: t("drag"),
    dragIs: raw("dragIs"),
    legend: {
      title: t("legend.title"),
      low: t("legend.low"),
      high: t("legend.high"),
      nothing: t("legend.nothing"),
      noDuties: t("legend.noDuties"),
      bar: t("legend.bar"),
      mark: t("legend.mark"),
    },
  };
}

import type { FindingChoices } from "@sekinin/db";
import { partyOfKey } from "@sekinin/posture";
import { controlById, domainTitles, type Localized, severityNames } from "@sekinin/responsibility";
import { Icon } from "@sekinin/ui";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { listPartners, partyNames } from "../../../../parties/known-parties.ts";
import type { TenantContext } from "../../../../server/require-tenant.ts";
import { everyFinding, type FindingSearch, withoutFilters } from "./finding-search.ts";
import styles from "./findings.module.css";

type Props = {
  context: TenantContext;
  search: FindingSearch;
  choices: FindingChoices;
  /** The address of another view on the same page. */
  href: (search: FindingSearch) => string;
};

type Chip = { readonly name: string; readonly without: Partial<FindingSearch> };

/** What narrows the view, each with the way to take it away. */
export async function ActiveFilters({ context, search, choices, href }: Props) {
  const t = await getTranslations("findings.filter");
  const chips = await chipsOf({ context, search, choices });
  if (chips.length === 0) return null;
  return (
    <ul className={styles["chips"]} aria-label={t("active")}>
      {chips.map(({ name, without }) => (
        <li key={name}>
          <Link href={href({ ...search, ...without })} aria-label={t("remove", { name })}>
            {name}
            <Icon name="fail" />
          </Link>
        </li>
      ))}
      {chips.length > 1 && (
        <li>
          <Link href={href(withoutFilters(search))} data-kind="clear">
            {t("clear")}
          </Link>
        </li>
      )}
    </ul>
  );
}

async function chipsOf({ context, search, choices }: Omit<Props, "href">): Promise<Chip[]> {
  const t = await getTranslations("findings");
  const say = (text: Localized | undefined, otherwise: string) => text?.[context.locale] ?? otherwise;
  const chips: Chip[] = [];
  /** One for a field that is asked for; taking it away leaves the field as a fresh view has it. */
  const one = <Field extends keyof FindingSearch>(
    field: Field,
    name: (value: NonNullable<FindingSearch[Field]>) => string,
  ) => {
    const value = search[field];
    if (value !== null && value !== undefined)
      chips.push({ name: name(value), without: { [field]: everyFinding[field] } });
  };
  one("text", (words) => `${t("filter.text")}: ${words}`);
  one("node", (id) => {
    const unit = choices.units.find(({ nodeId }) => nodeId === id);
    return unit === undefined ? t("filter.unknownNode", { id }) : t("filter.node", { name: unit.name });
  });
  one("account", (id) => t("filter.account", { id }));
  one("control", (id) => say(controlById(id)?.title, id));
  for (const domain of search.domains)
    chips.push({
      name: say(domainTitles[domain], domain),
      without: { domains: search.domains.filter((other) => other !== domain) },
    });
  for (const severity of search.severities)
    chips.push({
      name: `${t("filter.severity")}: ${say(severityNames[severity], severity)}`,
      without: { severities: search.severities.filter((other) => other !== severity) },
    });
  if (search.statuses.length > 0)
    chips.push({ name: search.statuses.map((status) => t(`status.${status}`)).join(", "), without: { statuses: [] } });
  one("service", (name) => `${t("filter.service")}: ${name}`);
  one("region", (name) => `${t("filter.region")}: ${name === "global" ? t("global") : name}`);
  one("olderDays", (days) => `${t("filter.age")}: ${t("filter.older", { days })}`);
  one("newerDays", (days) => `${t("filter.age")}: ${t("filter.newer", { days })}`);
  for (const field of ["changed", "opened", "resolved"] as const) {
    one(field, (since) => {
      const when =
        typeof since === "number" ? t("filter.changedDays", { days: since }) : t("filter.changedSince", { day: since });
      return `${t(`filter.${field}`)}: ${when}`;
    });
  }
  const party = search.party === null ? null : partyOfKey(search.party);
  if (party !== null) {
    const partners = party.kind === "partner" ? await listPartners(context) : [];
    const nameOf = await partyNames({ teams: choices.teams, partners });
    chips.push({ name: `${t("filter.party")}: ${nameOf(party)}`, without: { party: null } });
  }
  return chips;
}

import type { FindingChoices } from "@sekinin/db";
import { domainTitles, responsibilityDomains, severities, severityNames } from "@sekinin/responsibility";
import { UnitSelect } from "@sekinin/ui";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { listPartners } from "../../../../parties/known-parties.ts";
import { NamedOptions } from "../../../../parties/named-options.tsx";
import type { TenantContext } from "../../../../server/require-tenant.ts";
import { everyFinding, type FindingSearch, findingParameters, findingStatuses, services } from "./finding-search.ts";
import styles from "./findings.module.css";

type Props = { context: TenantContext; search: FindingSearch; choices: FindingChoices; action: string };

/** Fields that the form shows itself; the rest of the address goes along hidden. */
const shown = new Set("node domain severity status service region older newer changed q party".split(" "));

/** All filters as one form that only changes the address: works without script. */
export async function FilterBar({ context, search, choices, action }: Props) {
  const t = await getTranslations("findings.filter");
  const hidden = findingParameters(search).filter(([name]) => !shown.has(name));
  // Fields keep what was typed when the page changes under them: a new address is a new form.
  const key = findingParameters(search).join();
  return (
    <form method="get" action={action} className={styles["bar"]} key={key}>
      {hidden.map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <div className={styles["fields"]}>
        <label className={styles["search"]}>
          <span>{t("text")}</span>
          <input type="search" name="q" maxLength={200} defaultValue={search.text ?? ""} placeholder={t("textHint")} />
        </label>
        <UnitSelect name="node" label={t("unit")} units={choices.units} value={search.node} wholeLabel={t("whole")} />
        <Severities context={context} search={search} />
        <Statuses search={search} />
        <button type="submit" data-kind="primary">
          {t("apply")}
        </button>
      </div>
      <More context={context} search={search} choices={choices} />
    </form>
  );
}

async function Severities({ context, search }: Pick<Props, "context" | "search">) {
  const t = await getTranslations("findings.filter");
  return (
    <fieldset className={styles["boxes"]}>
      <legend>{t("severity")}</legend>
      {severities.map((severity) => (
        <label key={severity}>
          <input
            type="checkbox"
            name="severity"
            value={severity}
            defaultChecked={search.severities.includes(severity)}
          />
          {severityNames[severity][context.locale]}
        </label>
      ))}
    </fieldset>
  );
}

async function Statuses({ search }: Pick<Props, "search">) {
  const t = await getTranslations("findings");
  const asked = search.statuses.length === 0 ? ["open"] : search.statuses;
  return (
    <fieldset className={styles["boxes"]}>
      <legend>{t("filter.status")}</legend>
      {findingStatuses.map((status) => (
        <label key={status}>
          <input type="checkbox" name="status" value={status} defaultChecked={asked.includes(status)} />
          {t(`status.${status}`)}
        </label>
      ))}
    </fieldset>
  );
}

const ages = [7, 30, 90, 180, 365];

async function More({ context, search, choices }: Omit<Props, "action">) {
  const t = await getTranslations("findings.filter");
  const { locale } = context;
  const { domains, service, region, olderDays, newerDays, changed, opened, resolved, party } = search;
  const isOpen = [service, region, olderDays, newerDays, changed, party, domains[0] ?? null].some(
    (value) => value !== null,
  );
  return (
    <details className={styles["more"]} open={isOpen}>
      <summary>{t("more")}</summary>
      <div className={styles["fields"]}>
        <Choice name="domain" label={t("domain")} value={domains.join(",")}>
          {domains.length > 1 && (
            <option value={domains.join(",")}>
              {domains.map((domain) => domainTitles[domain][locale]).join(", ")}
            </option>
          )}
          {responsibilityDomains.map((domain) => (
            <option key={domain} value={domain}>
              {domainTitles[domain][locale]}
            </option>
          ))}
        </Choice>
        <Choice name="service" label={t("service")} value={service ?? ""}>
          {services.map((name) => (
            <option key={name}>{name}</option>
          ))}
        </Choice>
        <Choice name="region" label={t("region")} value={region ?? ""}>
          <Regions region={region} known={choices.regions} />
        </Choice>
        <Choice name="older" label={t("age")} value={String(olderDays ?? "")}>
          <Days chosen={olderDays} word={(days) => t("older", { days })} />
        </Choice>
        <Choice name="newer" label={t("age")} value={String(newerDays ?? "")}>
          <Days chosen={newerDays} word={(days) => t("newer", { days })} />
        </Choice>
        <Choice name="changed" label={t("changed")} value={String(changed ?? "")}>
          {typeof changed === "string" && <option value={changed}>{t("changedSince", { day: changed })}</option>}
          <Days chosen={typeof changed === "number" ? changed : null} word={(days) => t("changedDays", { days })} />
        </Choice>
        <Parties context={context} search={search} choices={choices} />
        {/* Links set them; what is shown as a chip stays when the form is sent. */}
        {opened !== null && <input type="hidden" name="opened" value={opened} />}
        {resolved !== null && <input type="hidden" name="resolved" value={resolved} />}
      </div>
    </details>
  );
}

async function Regions({ region, known }: { region: string | null; known: readonly string[] }) {
  const t = await getTranslations("findings");
  const all = region === null || known.includes(region) ? known : [region, ...known];
  return all.map((name) => (
    <option key={name} value={name}>
      {name === "global" ? t("global") : name}
    </option>
  ));
}

function Days({ chosen, word }: { chosen: number | null; word: (days: number) => string }) {
  const all = chosen === null || ages.includes(chosen) ? ages : [chosen, ...ages];
  return all.map((days) => (
    <option key={days} value={days}>
      {word(days)}
    </option>
  ));
}

async function Parties({ context, search, choices }: Omit<Props, "action">) {
  const t = await getTranslations("parties");
  const partners = choices.hasPartners ? await listPartners(context) : [];
  return (
    <Choice name="party" label={t("label")} value={search.party ?? ""}>
      <option value="aws">{t("aws")}</option>
      <NamedOptions label={t("teams")} kind="team" named={choices.teams} />
      <NamedOptions label={t("partners")} kind="partner" named={partners} />
      <option value="unassigned">{t("unassigned")}</option>
    </Choice>
  );
}

type ChoiceProps = { name: string; label: string; value: string; children: ReactNode };

async function Choice({ name, label, value, children }: ChoiceProps) {
  const t = await getTranslations("findings.filter");
  return (
    <label>
      <span>{label}</span>
      <select name={name} defaultValue={value}>
        <option value="">{t("any")}</option>
        {children}
      </select>
    </label>
  );
}

/** True where something narrows the view. */
export function isFiltered(search: FindingSearch): boolean {
  const { organization: _organization, sort: _sort, view: _view, ...filters } = search;
  return findingParameters({ ...everyFinding, ...filters }).length > 0;
}

import type { Connection } from "@sekinin/db";
import { formatInstant, Section } from "@sekinin/ui";
import { getTranslations } from "next-intl/server";
import type { TenantContext } from "../../../../server/require-tenant.ts";
import { hourText } from "./connection-facts.tsx";
import { SettingsForm } from "./settings-form.tsx";

/** When it is crawled, and which Regions. */
export async function Settings({ context, connection }: { context: TenantContext; connection: Connection }) {
  const t = await getTranslations("connection.settings");
  const { tenant, locale } = context;
  const { id, scheduleHour, regions, nextCrawlAt } = connection;
  const hours = Array.from({ length: 24 }, (_, hour) => ({
    value: String(hour),
    label: t("hour", { hour: hourText(hour) }),
  }));
  return (
    <Section title={t("title")}>
      <SettingsForm
        key={id}
        tenant={tenant.slug}
        connectionId={id}
        scheduleHour={scheduleHour === null ? "" : String(scheduleHour)}
        hours={[{ value: "", label: t("off") }, ...hours]}
        regions={regions.join(", ")}
        texts={{
          schedule: t("schedule"),
          zone: t("zone", { zone: tenant.zone }),
          next:
            scheduleHour === null || nextCrawlAt === null
              ? null
              : t("next", { time: formatInstant(nextCrawlAt, { locale, zone: tenant.zone }) }),
          regions: t("regions"),
          regionsHelp: t("regionsHelp"),
          badRegions: String(t.raw("badRegions")),
          save: t("save"),
          saved: t("saved"),
        }}
      />
    </Section>
  );
}

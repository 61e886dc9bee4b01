import { may } from "@sekinin/auth";
import {
  type ConnectionTestStepId,
  connectionTestCodes,
  connectionTestSteps,
  connectionTestStepTitles,
} from "@sekinin/aws/permissions";
import type { Connection, ConnectionTestRow, ConnectionTestStepRow } from "@sekinin/db";
import { formatInstant, Notice, Section, StateBadge, type StateKind, Words } from "@sekinin/ui";
import { getTranslations } from "next-intl/server";
import type { TenantContext } from "../../../../server/require-tenant.ts";
import { crawlNow } from "../crawls/actions.ts";
import { CrawlForm } from "../crawls/crawl-form.tsx";
import { RefreshEvery } from "../crawls/refresh-every.tsx";
import { testAgain } from "./actions.ts";
import styles from "./connection.module.css";
import { OneButtonForm } from "./one-button-form.tsx";

type Props = {
  context: TenantContext;
  connection: Connection;
  test: ConnectionTestRow | null;
  hasCrawled: boolean;
};

const stateKinds: Readonly<Record<ConnectionTestRow["state"], StateKind>> = {
  requested: "waiting",
  running: "running",
  passed: "good",
  failed: "bad",
};
const patienceMs = 20_000;

/** The last test, step by step: what failed, and how to mend it. Live while it runs. */
export async function TestPanel({ context, connection, test, hasCrawled }: Props) {
  const t = await getTranslations("connection");
  const { locale, tenant, role } = context;
  const isOpen = test?.state === "requested" || test?.state === "running";
  const mayTest = may(role, "connection:write") && connection.managementRoleArn !== null && !isOpen;
  const time = test?.finishedAt ?? null;
  return (
    <Section
      id="test"
      title={t("test.title")}
      aside={test !== null && <StateBadge state={stateKinds[test.state]}>{t(`test.states.${test.state}`)}</StateBadge>}
    >
      {test === null ? (
        <p className={styles["soft"]}>{t("test.none")}</p>
      ) : (
        <ol className={styles["steps"]}>
          {connectionTestSteps.map((step) => (
            <TestStep
              key={step}
              locale={locale}
              step={step}
              row={test.steps.find((row) => row.step === step) ?? null}
            />
          ))}
        </ol>
      )}
      {test?.state === "requested" && Date.now() - test.requestedAt.getTime() > patienceMs && (
        <Notice kind="warning" title={t("test.stuck")} live />
      )}
      {isOpen && <RefreshEvery seconds={2} />}
      {time !== null && (
        <p className={styles["soft"]}>{t("test.at", { time: formatInstant(time, { locale, zone: tenant.zone }) })}</p>
      )}
      {connection.state === "ready" && !hasCrawled && may(role, "crawl:run") && (
        <Notice
          kind="success"
          title={t("ready.title")}
          action={
            <CrawlForm
              action={crawlNow}
              tenant={tenant.slug}
              field={{ name: "connectionId", value: connection.id }}
              label={t("ready.crawl")}
              pendingLabel={t("pending")}
              kind="primary"
            />
          }
        >
          {t("ready.text")}
        </Notice>
      )}
      {mayTest && (
        <OneButtonForm
          action={testAgain}
          fields={{ tenant: tenant.slug, connectionId: connection.id }}
          label={t("test.again")}
          pendingLabel={t("pending")}
          kind="plain"
        />
      )}
    </Section>
  );
}

const outcomeKinds: Readonly<Record<ConnectionTestStepRow["outcome"] | "waiting", StateKind>> = {
  passed: "good",
  failed: "bad",
  skipped: "stopped",
  warning: "unknown",
  waiting: "waiting",
};

type StepProps = { locale: "en" | "ja"; step: ConnectionTestStepId; row: ConnectionTestStepRow | null };

async function TestStep({ locale, step, row }: StepProps) {
  const t = await getTranslations("connection.test.outcomes");
  const outcome = row?.outcome ?? "waiting";
  const words = Object.entries(connectionTestCodes).find(([code]) => code === row?.code)?.[1];
  return (
    <li data-outcome={outcome}>
      <StateBadge state={outcomeKinds[outcome]}>{t(outcome)}</StateBadge>
      <div>
        <p>{connectionTestStepTitles[step][locale]}</p>
        {words !== undefined && row?.code !== "as-expected" && (
          <p className={styles["help"]}>
            <Words>{`${words.text[locale]} ${words.hint[locale]}`}</Words>
          </p>
        )}
        {(row?.action !== undefined || row?.detail !== undefined) && outcome !== "passed" && (
          <p className={styles["help"]}>
            <code>{[row.action, row.detail].filter((part) => part !== undefined).join(": ")}</code>
          </p>
        )}
      </div>
    </li>
  );
}

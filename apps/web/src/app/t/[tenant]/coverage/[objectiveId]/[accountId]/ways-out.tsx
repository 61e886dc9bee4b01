import type { ObjectiveOutcome, WayOut } from "@sekinin/guardrails/coverage";
import { Section, Words } from "@sekinin/ui";
import { getTranslations } from "next-intl/server";
import { wayOutKinds } from "../../../../../../guardrail-words/verdict-words.ts";
import { wayOutWords } from "../../../../../../guardrail-words/way-out-words.ts";
import type { TenantContext } from "../../../../../../server/require-tenant.ts";
import styles from "../../coverage.module.css";
import { WitnessRequestView } from "./witness-view.tsx";

type Props = { context: TenantContext; outcome: ObjectiveOutcome };

/** Who gets through all the same, worst first, each in one sentence with a request that proves it. */
export async function WaysOut({ context, outcome }: Props) {
  const t = await getTranslations("coverage");
  const { waysOut, waysOutLeftOff, verdict } = outcome;
  if (waysOut.length === 0 && verdict !== "enforced") return null;
  return (
    <Section title={t("waysOut")}>
      {waysOut.length === 0 ? (
        <p>{t("noWaysOut")}</p>
      ) : (
        <ol className={styles["ways"]}>
          {waysOut.map((way) => (
            <OneWay key={`${way.kind} ${way.detail} ${way.actions.join()}`} context={context} way={way} />
          ))}
        </ol>
      )}
      {waysOutLeftOff > 0 && <p className={styles["soft"]}>{t("moreWaysOut", { count: waysOutLeftOff })}</p>}
    </Section>
  );
}

const mostActions = 12;

async function OneWay({ context, way }: { context: TenantContext; way: WayOut }) {
  const t = await getTranslations("coverage");
  const { locale } = context;
  const words = wayOutWords(way, locale);
  return (
    <li>
      <p className={styles["wayHead"]}>
        <span className={styles["kind"]} data-kind={way.kind}>
          {wayOutKinds[way.kind][locale]}
        </span>
        {way.selfMade === true && <span className={styles["kind"]}>{t("selfMade")}</span>}
      </p>
      <p className={styles["way"]}>
        <Words>{locale === "en" ? words.slice(0, 1).toUpperCase() + words.slice(1) : words}</Words>
      </p>
      <dl className={styles["facts"]}>
        {way.actions.length > 0 && (
          <div>
            <dt>{t("opens")}</dt>
            <dd className={styles["codes"]}>
              {way.actions.slice(0, mostActions).map((action) => (
                <code key={action}>{action}</code>
              ))}
              {way.actions.length > mostActions && <span>+{way.actions.length - mostActions}</span>}
            </dd>
          </div>
        )}
        {way.statements.length > 0 && (
          <div>
            <dt>{t("passesBy")}</dt>
            <dd className={styles["codes"]}>
              {way.statements.map(({ policyId, statement, sid }) => (
                <a key={`${policyId} ${statement}`} href={`#policy-${policyId}`}>
                  {sid ?? t("statement", { number: statement + 1 })}
                </a>
              ))}
            </dd>
          </div>
        )}
      </dl>
      {way.witness !== null && (
        <details>
          <summary>{t("witness.title")}</summary>
          <WitnessRequestView witness={way.witness} />
        </details>
      )}
    </li>
  );
}

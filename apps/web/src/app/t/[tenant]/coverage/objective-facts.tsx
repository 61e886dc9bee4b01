import type { Objective, ObjectiveParameters, RequestPattern } from "@sekinin/guardrails";
import { Notice } from "@sekinin/ui";
import { getTranslations } from "next-intl/server";
import type { Locale } from "../../../../server/locale.ts";
import styles from "./coverage.module.css";

/** Says where no SCP can prove an objective, and what does better. */
export async function ObjectiveLimit({
  objective,
  locale,
}: {
  readonly objective: Objective;
  readonly locale: Locale;
}) {
  const t = await getTranslations("coverage.limit");
  const { limit } = objective;
  if (limit === null) return null;
  return (
    <Notice kind="warning" title={t("title")}>
      <p>{limit.text[locale]}</p>
      {limit.better.length > 0 && (
        <>
          <p>{t("better")}</p>
          <ul>
            {limit.better.map(({ kind, text }) => (
              <li key={text.en}>
                <strong>{t(kind)}</strong> {text[locale]}
              </li>
            ))}
          </ul>
        </>
      )}
    </Notice>
  );
}

type FactsProps = {
  readonly objective: Objective;
  readonly locale: Locale;
  /** What the organisation's names stand for. */
  readonly parameters: ObjectiveParameters;
};

/** The requests that nobody shall be able to make, in IAM's own words, and what rests on them. */
export async function ObjectiveFacts({ objective, locale, parameters }: FactsProps) {
  const t = await getTranslations("coverage");
  const parts = (["core", "hardening"] as const).map((part) => ({
    part,
    requests: objective.requests.filter((request) => request.part === part),
  }));
  return (
    <dl className={styles["facts"]}>
      {parts.map(
        ({ part, requests }) =>
          requests.length > 0 && (
            <div key={part}>
              <dt>{t(part)}</dt>
              <dd>
                {requests.map((request) => (
                  <Request key={JSON.stringify(request)} request={request} />
                ))}
              </dd>
            </div>
          ),
      )}
      {objective.parameters.map((name) => (
        <div key={name}>
          <dt>
            <code>{`{${name}}`}</code>
          </dt>
          <dd>{(parameters[name] ?? []).length === 0 ? t("unknown") : <Codes values={parameters[name] ?? []} />}</dd>
        </div>
      ))}
      <div>
        <dt>{t("usual")}</dt>
        <dd>{objective.usualExemptions[locale]}</dd>
      </div>
      <div>
        <dt>{t("references")}</dt>
        <dd>
          <References texts={objective.references} />
        </dd>
      </div>
    </dl>
  );
}

function Request({ request }: { readonly request: RequestPattern }) {
  const { actions, resources, conditions } = request;
  const isNarrow = resources.some((resource) => resource !== "*") || conditions.length > 0;
  return (
    <p>
      <Codes values={actions} />
      {isNarrow && (
        <small className={styles["narrowing"]}>
          {resources.some((resource) => resource !== "*") && <Codes values={resources} />}{" "}
          {conditions.map(({ operator, key, values }) => (
            <code key={`${operator} ${key}`}>{`${operator} ${key} ${values.join(" ")} `}</code>
          ))}
        </small>
      )}
    </p>
  );
}

function Codes({ values }: { readonly values: readonly string[] }) {
  return (
    <span className={styles["codes"]}>
      {values.map((value) => (
        <code key={value}>{value}</code>
      ))}
    </span>
  );
}

/** Pages are links, the rest is text. */
function References({ texts }: { readonly texts: readonly string[] }) {
  return (
    <ul className={styles["plain"]}>
      {texts.map((text) => (
        <li key={text}>
          {text.startsWith("https://") ? (
            <a href={text} rel="noreferrer" target="_blank">
              {text.replace(/^https:\/\//, "")}
            </a>
          ) : (
            text
          )}
        </li>
      ))}
    </ul>
  );
}

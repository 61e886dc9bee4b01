import { requiredActions } from "@sekinin/aws/permissions";
import type { Connection } from "@sekinin/db";
import { CopyButton, Section } from "@sekinin/ui";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import styles from "./connection.module.css";
import { type ConnectionView, templateForms } from "./connection-search.ts";
import { installationPrincipal } from "./installation-principal.ts";
import { quickLink, type TemplateBlock, templateBlocks, templateOptions } from "./templates.ts";

type Props = { base: string; connection: Connection; view: ConnectionView };

/** Step 2: the roles as templates, filled with this connection's values. */
export async function TemplatesStep({ base, connection, view }: Props) {
  const t = await getTranslations("connection.step2");
  const principal = installationPrincipal();
  if (principal === null) return null;
  const options = templateOptions(connection, principal.arn);
  const counts = { management: requiredActions("management").length, member: requiredActions("member").length };
  return (
    <Section title={t("title")}>
      <p className={styles["prose"]}>{t("text", counts)}</p>
      <nav className={styles["tabs"]} aria-label={t("forms")}>
        {templateForms.map((form) => (
          <Link
            key={form}
            href={`${base}?connection=${connection.id}&form=${form}`}
            scroll={false}
            aria-current={form === view.form ? "true" : undefined}
          >
            {t(`form.${form}`)}
          </Link>
        ))}
      </nav>
      {templateBlocks(view.form, options).map((block) => (
        <Block key={block.title} block={block} />
      ))}
      {view.form === "cloudformation" && (
        <QuickCreate base={base} connection={connection} view={view} options={options} />
      )}
    </Section>
  );
}

async function Block({ block }: { block: TemplateBlock }) {
  const t = await getTranslations("connection");
  const title = t(`step2.${block.title}`, { name: block.name });
  return (
    <figure className={styles["block"]}>
      <figcaption>
        <h3>{title}</h3>
        <CopyButton text={block.code} label={t("copy")} done={t("copied")} what={title} />
      </figcaption>
      {block.text !== null && <p className={styles["prose"]}>{t(`step2.${block.text}`)}</p>}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by the keyboard */}
      <pre tabIndex={0}>
        <code>{block.code}</code>
      </pre>
    </figure>
  );
}

type QuickProps = Props & { options: ReturnType<typeof templateOptions> };

/** CloudFormation takes templates from S3 only, so the link needs the place where the customer has put it. */
async function QuickCreate({ base, connection, view, options }: QuickProps) {
  const t = await getTranslations("connection.step2");
  const { templateUrl, region } = view;
  const link = templateUrl === null || region === null ? null : quickLink(templateUrl, region, options);
  return (
    <details className={styles["quick"]} open={templateUrl !== null}>
      <summary>{t("quick")}</summary>
      <p className={styles["prose"]}>{t("quickText")}</p>
      <form action={base} method="get" className={styles["quickForm"]}>
        <input type="hidden" name="connection" value={connection.id} />
        <div>
          <label htmlFor="template">{t("templateUrl")}</label>
          <input id="template" name="template" type="url" required defaultValue={templateUrl ?? ""} />
        </div>
        <div>
          <label htmlFor="region">{t("region")}</label>
          <input id="region" name="region" required defaultValue={region ?? "us-east-1"} />
        </div>
        <button type="submit">{t("makeLink")}</button>
      </form>
      {templateUrl !== null && link === null && <p className={styles["problem"]}>{t("badLink")}</p>}
      {link !== null && (
        <a href={link} target="_blank" rel="noreferrer">
          {t("openLink")}
        </a>
      )}
    </details>
  );
}

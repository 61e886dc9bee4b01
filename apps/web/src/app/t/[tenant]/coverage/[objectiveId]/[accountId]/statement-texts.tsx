import { positionOf } from "@sekinin/guardrails";
import type { ObjectiveOutcome } from "@sekinin/guardrails/coverage";
import { PolicyText, Section } from "@sekinin/ui";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import type { TenantContext } from "../../../../../../server/require-tenant.ts";
import styles from "../../coverage.module.css";
import { type InvolvedPolicy, involvedPolicies } from "./involved-statements.ts";
import type { OutcomePage } from "./read-outcome-page.ts";

type Props = { context: TenantContext; page: OutcomePage; outcome: ObjectiveOutcome };

/** The policies that an outcome speaks of, in their own text, with the lines of those statements marked. */
export async function StatementTexts({ context, page, outcome }: Props) {
  const t = await getTranslations("coverage");
  const involved = involvedPolicies(outcome);
  return (
    <Section title={t("deciding")}>
      {outcome.deciding.length === 0 && <p className={styles["soft"]}>{t("noDeciding")}</p>}
      {involved.map((policy) => (
        <OnePolicy key={policy.policyId} context={context} page={page} policy={policy} />
      ))}
    </Section>
  );
}

/** Lines that are shown on both sides of a statement. */
const around = 2;

async function OnePolicy({ context, page, policy }: Omit<Props, "outcome"> & { policy: InvolvedPolicy }) {
  const t = await getTranslations("coverage");
  const { policyId, attachedTo, statements } = policy;
  const compiled = page.compiled?.policies.get(policyId);
  const name = compiled?.name ?? policyId;
  const text = compiled?.text ?? null;
  const marked = statements.flatMap(({ index }) => {
    const range = text === null ? null : positionOf(text, `Statement[${index}]`);
    return range === null ? [] : [range];
  });
  return (
    <article className={styles["policy"]} id={`policy-${policyId}`}>
      <h3>
        {compiled === undefined ? (
          name
        ) : (
          <Link href={`/t/${context.tenant.slug}/policies/${policyId}${page.query}`}>{name}</Link>
        )}
        {attachedTo !== null && <small>{nodeName(page, attachedTo)}</small>}
      </h3>
      <p className={styles["soft"]}>
        {statements.map(({ index, sid }) => sid ?? t("statement", { number: index + 1 })).join(t("between"))}
      </p>
      {text !== null && (
        <PolicyText
          text={text}
          label={t("policyText", { name })}
          marked={marked}
          markedLabel={t("marked")}
          around={around}
        />
      )}
    </article>
  );
}

function nodeName({ compiled }: OutcomePage, nodeId: string): string {
  if (compiled === null) return nodeId;
  const { root, organizationalUnits } = compiled.reading;
  if (nodeId === root.id) return root.name ?? nodeId;
  return (
    organizationalUnits.find(({ id }) => id === nodeId)?.name ?? compiled.accounts.get(nodeId)?.account.name ?? nodeId
  );
}

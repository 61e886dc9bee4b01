import type { ObjectiveOutcome, Witness } from "@sekinin/guardrails/coverage";
import { CopyButton, Section } from "@sekinin/ui";
import { getTranslations } from "next-intl/server";
import type { TenantContext } from "../../../../../../server/require-tenant.ts";
import styles from "../../coverage.module.css";

type Props = { context: TenantContext; outcome: ObjectiveOutcome };

/** One request that shows the verdict: it gets through, or something denies it. Ways out carry their own. */
export async function WitnessView({ outcome }: Props) {
  const t = await getTranslations("coverage.witness");
  const { witness, waysOut } = outcome;
  if (witness === null || waysOut.some((way) => way.witness !== null)) return null;
  return (
    <Section title={t(witness.deniedBy.length === 0 ? "title" : "deniedTitle")}>
      <WitnessRequestView witness={witness} />
    </Section>
  );
}

/** A request in full, as the command line takes it. */
export async function WitnessRequestView({ witness }: { readonly witness: Witness }) {
  const t = await getTranslations("coverage");
  const { request, deniedBy, isChecked } = witness;
  const json = JSON.stringify([asFile(witness)], null, 2);
  return (
    <div className={styles["witness"]}>
      <p className={styles["soft"]}>{t(isChecked ? "witness.text" : "assumed")}</p>
      <dl className={styles["facts"]}>
        <Fact name={t("witness.principal")} value={request.principal} />
        <Fact name={t("witness.action")} value={request.action} />
        {request.resources.map((resource) => (
          <Fact key={resource} name={t("witness.resource")} value={resource} />
        ))}
        {Object.entries(request.context).map(([key, values]) => (
          <Fact key={key} name={key} value={values.join(", ")} />
        ))}
        {deniedBy.length > 0 && (
          <div>
            <dt>{t("witness.deniedBy")}</dt>
            <dd className={styles["codes"]}>
              {deniedBy.map(({ policyId, statement, sid }) => (
                <a key={`${policyId} ${statement}`} href={`#policy-${policyId}`}>
                  {sid ?? t("statement", { number: statement + 1 })}
                </a>
              ))}
            </dd>
          </div>
        )}
      </dl>
      <CopyButton text={json} label={t("witness.copy")} done={t("witness.copied")} what={t("witness.asJson")} />
    </div>
  );
}

function Fact({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <code>{value}</code>
      </dd>
    </div>
  );
}

/** `sekinin evaluate` takes one resource; of several it is told the first, the rest is in `resources`. */
function asFile({ request }: Witness) {
  const { account, principal, action, resources, context } = request;
  return {
    account,
    principal,
    action,
    resource: resources[0] ?? "*",
    ...(resources.length > 1 ? { resources } : {}),
    context,
  };
}

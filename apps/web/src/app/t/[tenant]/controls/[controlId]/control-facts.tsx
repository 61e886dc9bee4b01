import type { Control, ControlMappings } from "@sekinin/responsibility";
import { Section } from "@sekinin/ui";
import { getTranslations } from "next-intl/server";
import styles from "../../findings/findings.module.css";

const mappingNames = [
  "securityHub",
  "cis5",
  "cis3",
  "pci401",
  "iso27001",
  "soc2",
  "nist80053",
  "prowler",
] as const satisfies readonly (keyof ControlMappings)[];

/** What the control looks at, and which rules of others it gives evidence for. */
export async function ControlFacts({ control }: { control: Control }) {
  const t = await getTranslations("findings");
  const { service, resourceType, reads, mappings } = control;
  const facts = [
    { name: t("control.service"), value: service },
    { name: t("control.resourceType"), value: resourceType },
    { name: t("control.reads"), value: reads.join(", ") },
  ];
  const named = mappingNames.flatMap((name) => {
    const value = mappings[name];
    return value === undefined ? [] : [{ name: t(`mapping.${name}`), value }];
  });
  return (
    <Section title={t("control.mappings")} id="mappings">
      <dl className={styles["where"]}>
        {[...named, ...facts].map(({ name, value }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}

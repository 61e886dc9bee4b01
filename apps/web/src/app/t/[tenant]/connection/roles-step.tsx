import type { Connection } from "@sekinin/db";
import { Section } from "@sekinin/ui";
import { getTranslations } from "next-intl/server";
import { RolesForm } from "./roles-form.tsx";

/** Step 3: which roles were made. */
export async function RolesStep({ tenant, connection }: { tenant: string; connection: Connection }) {
  const t = await getTranslations("connection");
  const texts = {
    arn: t("step3.arn"),
    arnHelp: t("step3.arnHelp", { example: "arn:aws:iam::111122223333:role/SekininManagementRead" }),
    memberName: t("step3.memberName"),
    memberNameHelp: t("step3.memberNameHelp"),
    save: t("step3.save"),
    pending: t("pending"),
    problems: {
      "not-a-role-arn": t("step3.problems.not-a-role-arn"),
      "path-not-plain": t("step3.problems.path-not-plain"),
      "own-account": t("step3.problems.own-account"),
      "not-a-role-name": t("step3.problems.not-a-role-name"),
    },
  };
  const { id, managementRoleArn, memberRoleName } = connection;
  return (
    <Section title={t("step3.title")}>
      <RolesForm
        key={`${id} ${managementRoleArn ?? ""} ${memberRoleName}`}
        tenant={tenant}
        connectionId={id}
        saved={{ managementRoleArn: managementRoleArn ?? "", memberRoleName }}
        texts={texts}
      />
    </Section>
  );
}

import { PageBody, PageHeader } from "@sekinin/ui";
import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { requireTenant } from "../../../../../server/require-tenant.ts";
import styles from "./import.module.css";
import { ImportForm } from "./import-form.tsx";

type Props = { params: Promise<{ tenant: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("organization-file"))("title") };
}

/** A file as an organisation without AWS. */
export default async function ImportRoute({ params }: Props) {
  const { tenant } = await requireTenant((await params).tenant, "guardrail:write");
  const t = await getTranslations("organization-file");
  return (
    <PageBody narrow>
      <PageHeader
        title={t("title")}
        path={<Link href={`/t/${tenant.slug}/connection`}>{t("connection")}</Link>}
        facts={<p className={styles["lead"]}>{t("lead")}</p>}
      />
      <ImportForm tenant={tenant.slug} />
      <details>
        <summary>{t("example")}</summary>
        <pre className={styles["example"]}>{example}</pre>
      </details>
    </PageBody>
  );
}

const example = `{
  "format": "sekinin.organization/1",
  "organization": { "id": "o-abc1234567", "managementAccountId": "111111111111", "featureSet": "ALL" },
  "root": { "id": "r-ab12", "policyTypes": [{ "type": "SERVICE_CONTROL_POLICY", "status": "ENABLED" }] },
  "organizationalUnits": [{ "id": "ou-ab12-11111111", "name": "Workloads", "parentId": "r-ab12" }],
  "accounts": [
    { "id": "222222222222", "name": "payments", "parentId": "ou-ab12-11111111", "status": "ACTIVE" }
  ],
  "policies": [
    {
      "id": "p-FullAWSAccess", "name": "FullAWSAccess", "type": "SERVICE_CONTROL_POLICY", "awsManaged": true,
      "content": { "Version": "2012-10-17", "Statement": [{ "Effect": "Allow", "Action": "*", "Resource": "*" }] },
      "targetIds": ["r-ab12", "ou-ab12-11111111", "222222222222"]
    }
  ]
}`;

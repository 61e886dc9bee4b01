import { defineControl } from "../../control.ts";
import { fail, notApplicable, pass } from "../../verdict.ts";
import { instanceNotPublicMend } from "./instance-not-public.mend.ts";

/** Security Hub RDS.2. Members of an Aurora cluster are judged one by one. */
export const instanceNotPublic = defineControl({
  id: "rds-instance-not-public",
  service: "rds",
  domain: "network",
  layer: "network-configuration",
  severity: "critical",
  scope: "resource",
  resourceType: "AWS::RDS::DBInstance",
  title: {
    en: "RDS DB instances are not reachable from the internet",
    ja: "RDS DB インスタンスがパブリックアクセス可能になっていない",
  },
  rationale: {
    en: "A publicly accessible instance has a public address: one loose security group and the database answers the internet.",
    ja: "パブリックアクセス可能なインスタンスはパブリックアドレスを持つ。セキュリティグループの設定が一つ緩いだけで、インターネットから到達できる。",
  },
  remediation: {
    en: "Modify the instance to be not publicly accessible, and reach it through the VPC, a VPN or a bastion with Session Manager.",
    ja: "インスタンスをパブリックアクセス不可に変更し、VPC 内、VPN、または Session Manager の踏み台経由で接続する。",
  },
  mend: instanceNotPublicMend,
  reasons: {
    "publicly-accessible": {
      en: "The instance is set to be publicly accessible.",
      ja: "インスタンスがパブリックアクセス可能に設定されている。",
    },
    deleting: { en: "The instance is being deleted.", ja: "インスタンスは削除中である。" },
  },
  source: "https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html#rds-2",
  reads: ["rds:DescribeDBInstances"],
  guardrail: {
    en: "Deny rds:CreateDBInstance and rds:ModifyDBInstance when rds:PubliclyAccessible is true.",
    ja: "rds:PubliclyAccessible が true の rds:CreateDBInstance と rds:ModifyDBInstance を拒否する。",
  },
  objectives: ["rds-public"],
  mappings: {
    securityHub: "RDS.2",
    cis5: "2.2.3",
    cis3: "2.3.3",
    pci401: "1.4.4",
    iso27001: "A.8.1",
    soc2: "CC6.2",
    nist80053: "AC-4; AC-4(21); SC-7; SC-7(4); SC-7(5); SC-7(11); SC-7(16); SC-7(21)",
    prowler: "rds_instance_no_public_access",
  },
  decide({ status, publiclyAccessible, engine, clusterIdentifier }) {
    if (status === "deleting") return notApplicable("deleting");
    return publiclyAccessible ? fail("publicly-accessible", { engine, cluster: clusterIdentifier }) : pass();
  },
});

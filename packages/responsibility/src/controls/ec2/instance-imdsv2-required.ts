import { defineControl } from "../../control.ts";
import { fail, notApplicable, pass, unknown } from "../../verdict.ts";
import { instanceImdsv2RequiredMend } from "./instance-imdsv2-required.mend.ts";

/** Security Hub EC2.8. A stopped instance is judged like a running one: it comes back with the same options. */
export const instanceImdsv2Required = defineControl({
  id: "ec2-instance-imdsv2-required",
  service: "ec2",
  domain: "identity-access",
  layer: "operating-system",
  severity: "high",
  scope: "resource",
  resourceType: "AWS::EC2::Instance",
  title: {
    en: "EC2 instances accept only IMDSv2 for instance metadata",
    ja: "EC2 インスタンスのメタデータ取得が IMDSv2 のみに制限されている",
  },
  rationale: {
    en: "With IMDSv1, a server-side request forgery in an application is enough to steal the instance's role credentials.",
    ja: "IMDSv1 では、アプリケーションのサーバーサイドリクエストフォージェリだけでインスタンスロールの認証情報が盗まれ得る。",
  },
  remediation: {
    en: "Set the instance's metadata options to require tokens, and the account's default for new instances likewise.",
    ja: "インスタンスのメタデータオプションでトークンを必須にし、新規インスタンスのアカウントデフォルトも同様に設定する。",
  },
  mend: instanceImdsv2RequiredMend,
  reasons: {
    "tokens-optional": { en: "IMDSv1 is still accepted.", ja: "IMDSv1 がまだ受け付けられている。" },
    terminated: {
      en: "The instance is terminated or shutting down.",
      ja: "インスタンスは終了済み、または終了処理中である。",
    },
  },
  source: "https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-8",
  reads: ["ec2:DescribeInstances"],
  guardrail: {
    en: "Deny ec2:RunInstances unless ec2:MetadataHttpTokens is required, and ec2:ModifyInstanceMetadataOptions that relaxes it.",
    ja: "ec2:MetadataHttpTokens が required でない ec2:RunInstances と、設定を緩める ec2:ModifyInstanceMetadataOptions を拒否する。",
  },
  objectives: ["imdsv2"],
  mappings: {
    securityHub: "EC2.8",
    cis5: "5.7",
    cis3: "5.6",
    pci401: "2.2.6",
    iso27001: "A.8.20; A.8.21; A.8.22",
    soc2: "CC7.2",
    nist80053: "AC-3; AC-3(7); AC-3(15); AC-6",
    prowler: "ec2_instance_imdsv2_enabled",
  },
  decide({ state, httpTokens, httpEndpoint }) {
    if (state === "terminated" || state === "shutting-down") return notApplicable("terminated");
    if (httpTokens === "required" || httpEndpoint === "disabled") return pass();
    if (httpTokens === "optional" && httpEndpoint === "enabled") return fail("tokens-optional", { state });
    return unknown({ code: "value-unreadable", action: "ec2:DescribeInstances", detail: "MetadataOptions" });
  },
});

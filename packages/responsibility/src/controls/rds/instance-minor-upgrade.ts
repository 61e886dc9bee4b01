import { defineControl } from "../../control.ts";
import { fail, notApplicable, pass } from "../../verdict.ts";
import { instanceMinorUpgradeMend } from "./instance-minor-upgrade.mend.ts";

/**
 * Security Hub RDS.13. Patching the engine is AWS's duty, permitting it the customer's. In an Aurora cluster each
 * member is judged: one that refuses holds up the cluster. RDS Custom is patched by the customer.
 */
export const instanceMinorUpgrade = defineControl({
  id: "rds-instance-minor-upgrade",
  service: "rds",
  domain: "os-patching",
  layer: "application",
  severity: "medium",
  scope: "resource",
  resourceType: "AWS::RDS::DBInstance",
  title: {
    en: "RDS installs minor engine upgrades by itself",
    ja: "RDS の自動マイナーバージョンアップグレードが有効になっている",
  },
  rationale: {
    en: "Minor versions bring the engine's security fixes. Where they do not install themselves they are mostly forgotten.",
    ja: "マイナーバージョンにはエンジンのセキュリティ修正が含まれる。自動で適用されなければ、たいてい忘れられる。",
  },
  remediation: {
    en: "Turn on auto minor version upgrade and set a maintenance window that suits the application.",
    ja: "自動マイナーバージョンアップグレードを有効にし、アプリケーションに合ったメンテナンスウィンドウを設定する。",
  },
  mend: instanceMinorUpgradeMend,
  reasons: {
    off: {
      en: "Auto minor version upgrade is off.",
      ja: "自動マイナーバージョンアップグレードが無効である。",
    },
    "rds-custom": {
      en: "RDS Custom leaves upgrades to the customer.",
      ja: "RDS Custom ではアップグレードを利用者が行う。",
    },
    deleting: { en: "The instance is being deleted.", ja: "インスタンスは削除中である。" },
  },
  source: "https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html#rds-13",
  reads: ["rds:DescribeDBInstances"],
  guardrail: null,
  objectives: [],
  mappings: {
    securityHub: "RDS.13; RDS.35",
    cis5: "2.2.2",
    cis3: "2.3.2",
    pci401: "6.3.3",
    nist80053: "SI-2; SI-2(2); SI-2(4); SI-2(5)",
    prowler: "rds_instance_minor_version_upgrade_enabled; rds_cluster_minor_version_upgrade_enabled",
  },
  decide({ status, engine, autoMinorVersionUpgrade, clusterIdentifier }) {
    if (status === "deleting") return notApplicable("deleting");
    if (engine.startsWith("custom-")) return notApplicable("rds-custom");
    return autoMinorVersionUpgrade ? pass() : fail("off", { engine, cluster: clusterIdentifier });
  },
});

import { defineControl } from "../../control.ts";
import { fail, notApplicable, pass } from "../../verdict.ts";
import { instanceStorageEncryptedMend } from "./instance-storage-encrypted.mend.ts";

/** Security Hub RDS.3. Members of an Aurora or Multi-AZ cluster show their cluster's encryption. */
export const instanceStorageEncrypted = defineControl({
  id: "rds-instance-storage-encrypted",
  service: "rds",
  domain: "data-protection",
  layer: "data-encryption",
  severity: "high",
  scope: "resource",
  resourceType: "AWS::RDS::DBInstance",
  title: { en: "RDS storage is encrypted", ja: "RDS のストレージが暗号化されている" },
  rationale: {
    en: "Snapshots and backups inherit the lack of encryption, and a shared snapshot is readable as it is.",
    ja: "暗号化されていない状態はスナップショットやバックアップにも引き継がれ、共有されたスナップショットはそのまま読み取られる。",
  },
  remediation: {
    en: "Encryption cannot be switched on later: copy a snapshot with encryption, restore from it, and move over.",
    ja: "暗号化は後から有効にできない。スナップショットを暗号化してコピーし、そこから復元して切り替える。",
  },
  mend: instanceStorageEncryptedMend,
  reasons: {
    unencrypted: { en: "The storage is not encrypted.", ja: "ストレージが暗号化されていない。" },
    deleting: { en: "The instance is being deleted.", ja: "インスタンスは削除中である。" },
  },
  source: "https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html#rds-3",
  reads: ["rds:DescribeDBInstances"],
  guardrail: {
    en: "Deny rds:CreateDBInstance and rds:CreateDBCluster when rds:StorageEncrypted is false.",
    ja: "rds:StorageEncrypted が false の rds:CreateDBInstance と rds:CreateDBCluster を拒否する。",
  },
  objectives: ["rds-unencrypted"],
  mappings: {
    securityHub: "RDS.3; RDS.27",
    cis5: "2.2.1",
    cis3: "2.3.1",
    pci401: "3.5.1; 8.3.2",
    iso27001: "A.8.11; A.8.24",
    soc2: "PI1.5",
    nist80053: "CA-9(1); CM-3(6); SC-7(10); SC-13; SC-28; SC-28(1); SI-7(6)",
    prowler: "rds_instance_storage_encrypted; rds_cluster_storage_encrypted",
  },
  decide({ status, storageEncrypted, engine, clusterIdentifier }) {
    if (status === "deleting") return notApplicable("deleting");
    return storageEncrypted ? pass() : fail("unencrypted", { engine, cluster: clusterIdentifier });
  },
});

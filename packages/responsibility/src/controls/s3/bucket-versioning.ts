import { defineControl } from "../../control.ts";
import { fail, notApplicable, pass, unknown } from "../../verdict.ts";
import { bucketVersioningMend } from "./bucket-versioning.mend.ts";

/** Security Hub S3.14. Directory buckets have no versioning. */
export const bucketVersioning = defineControl({
  id: "s3-bucket-versioning",
  service: "s3",
  domain: "resilience-backup",
  layer: "backup",
  severity: "medium",
  scope: "resource",
  resourceType: "AWS::S3::Bucket",
  title: { en: "S3 buckets keep versions of objects", ja: "S3 バケットのバージョニングが有効になっている" },
  rationale: {
    en: "Versions bring back what was overwritten or deleted, by mistake or by ransomware.",
    ja: "バージョンがあれば、誤操作やランサムウェアによる上書きや削除から元に戻せる。",
  },
  remediation: {
    en: "Enable versioning on the bucket, with a lifecycle rule that ends old versions.",
    ja: "バケットのバージョニングを有効にし、古いバージョンを削除するライフサイクルルールを設定する。",
  },
  mend: bucketVersioningMend,
  reasons: {
    "never-enabled": { en: "Versioning was never set.", ja: "バージョニングが一度も設定されていない。" },
    suspended: { en: "Versioning is suspended.", ja: "バージョニングが停止されている。" },
    "directory-bucket": {
      en: "Directory buckets do not support versioning.",
      ja: "ディレクトリバケットはバージョニングに対応していない。",
    },
  },
  source: "https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html#s3-14",
  reads: ["s3:ListAllMyBuckets", "s3:GetBucketVersioning"],
  guardrail: {
    en: "Deny s3:PutBucketVersioning outside platform roles.",
    ja: "プラットフォーム用ロール以外からの s3:PutBucketVersioning を拒否する。",
  },
  objectives: ["log-archive-bucket", "s3-delete"],
  mappings: {
    securityHub: "S3.14",
    pci401: "10.3.4",
    iso27001: "A.8.3; A.8.10",
    soc2: "A1.2; C1.2; CC7.4; PI1.5",
    nist80053: "AU-9(2); CP-6; CP-6(1); CP-6(2); CP-9; CP-10; SC-5(2); SI-12; SI-13(5)",
    prowler: "s3_bucket_object_versioning",
  },
  decide({ name, versioning }) {
    if (name.endsWith("--x-s3")) return notApplicable("directory-bucket");
    if (versioning.status === "unread") return unknown(versioning.reason);
    if (versioning.value === "Enabled") return pass();
    return fail(versioning.value === "Suspended" ? "suspended" : "never-enabled");
  },
});

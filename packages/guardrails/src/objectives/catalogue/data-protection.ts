import { core, defineObjective, hardening, when } from "../define-objective.ts";
import { exemptions } from "../exemptions.ts";
import type { Objective } from "../objective.ts";

const objects = ["arn:*:s3:::*/*"];
const volumes = ["arn:*:ec2:*:*:volume/*"];
const snapshots = ["arn:*:ec2:*::snapshot/*"];
const clusters = ["arn:*:rds:*:*:cluster:*"];
const databases = ["arn:*:rds:*:*:db:*"];
const images = ["arn:*:ec2:*::image/*"];
const keys = ["arn:*:kms:*:*:key/*"];
const publicAcl = [when("StringEquals", "s3:x-amz-acl", "public-read", "public-read-write", "authenticated-read")];
const fromOutside = [
  when("StringNotEquals", "aws:PrincipalOrgID", "{orgId}"),
  when("BoolIfExists", "aws:PrincipalIsAWSService", "false"),
];
const withoutKmsKey = [when("StringNotLike", "s3:x-amz-server-side-encryption", "aws:kms*")];
const unencrypted = [when("Bool", "ec2:Encrypted", "false")];
const unencryptedStorage = [when("Bool", "rds:StorageEncrypted", "false")];

const inPlainHttp = [when("Bool", "aws:SecureTransport", "false")];
/** Actions on no resource: RCPs do not bind them, an SCP has to. */
const accountActions = [
  "s3:CreateJob",
  "s3:CreateStorageLensGroup",
  "s3:GetAccessPoint",
  "s3:GetAccountPublicAccessBlock",
  "s3:ListAccessGrantsInstances",
  "s3:ListAccessPoints",
  "s3:ListAccessPointsForObjectLambda",
  "s3:ListAllMyBuckets",
  "s3:ListJobs",
  "s3:ListMultiRegionAccessPoints",
  "s3:ListStorageLensConfigurations",
  "s3:ListStorageLensGroups",
  "s3:PutAccessPointPublicAccessBlock",
  "s3:PutAccountPublicAccessBlock",
  "s3:PutStorageLensConfiguration",
];

export const dataProtectionObjectives: readonly Objective[] = [
  defineObjective({
    id: "ram-external",
    domain: "data-protection",
    title: { en: "Nothing is shared outside the organization through RAM", ja: "RAM で組織外に共有できない" },
    requests: [
      core(["ram:CreateResourceShare", "ram:UpdateResourceShare"], {
        when: [when("Bool", "ram:RequestedAllowsExternalPrincipals", "true")],
      }),
      hardening(["ram:AssociateResourceShare"], { when: [when("Bool", "ram:AllowsExternalPrincipals", "true")] }),
      hardening(["ram:AcceptResourceShareInvitation"]),
    ],
    exemptions: [
      {
        en: "a network or platform role that shares with a known partner",
        ja: "既知のパートナーと共有するネットワーク担当・プラットフォーム担当のロール",
      },
    ],
    references: [
      "https://github.com/aws-samples/service-control-policy-examples",
      "https://github.com/aws-samples/data-perimeter-policy-examples",
    ],
  }),
  defineObjective({
    id: "s3-account-bpa",
    domain: "data-protection",
    title: {
      en: "Account-level public access block cannot be relaxed",
      ja: "アカウントの S3 パブリックアクセスブロックを緩められない",
    },
    requests: [core(["s3:PutAccountPublicAccessBlock"])],
    exemptions: [
      { en: "the security baseline's role", ja: "セキュリティベースラインのロール" },
      exemptions.landingZone,
    ],
    limit: {
      text: {
        en: "No key carries the new flags, so that a Deny stops a stricter setting as well.",
        ja: "新しい設定値を示す条件キーがないため、拒否すると設定を強める操作もできなくなる。",
      },
      better: [
        {
          kind: "declarative-policy",
          text: {
            en: "An S3 policy of the organization that switches on block public access in every account.",
            ja: "組織の S3 ポリシーで、すべてのアカウントのパブリックアクセスブロックを有効にする。",
          },
        },
      ],
    },
    metBy: [{ type: "S3_POLICY", path: "s3_attributes.public_access_block_configuration", values: ["all"] }],
    references: ["https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html"],
  }),
  defineObjective({
    id: "s3-bucket-bpa",
    domain: "data-protection",
    title: {
      en: "Bucket-level public access block cannot be relaxed",
      ja: "バケットのパブリックアクセスブロックを緩められない",
    },
    requests: [core(["s3:PutBucketPublicAccessBlock"]), hardening(["s3:PutAccessPointPublicAccessBlock"])],
    exemptions: [exemptions.landingZone, { en: "the role of automatic remediation", ja: "自動是正のロール" }],
    limit: {
      text: {
        en: "No key carries the flags, so that a Deny stops a stricter setting as well.",
        ja: "設定値を示す条件キーがないため、拒否すると設定を強める操作もできなくなる。",
      },
      better: [
        {
          kind: "declarative-policy",
          text: {
            en: "An S3 policy of the organization that switches on block public access in every account.",
            ja: "組織の S3 ポリシーで、すべてのアカウントのパブリックアクセスブロックを有効にする。",
          },
        },
      ],
    },
    metBy: [{ type: "S3_POLICY", path: "s3_attributes.public_access_block_configuration", values: ["all"] }],
    references: ["https://github.com/primeharbor/aws-service-control-policies"],
  }),
  defineObjective({
    id: "s3-public",
    domain: "data-protection",
    title: { en: "Buckets cannot be made public by ACL or policy", ja: "ACL やポリシーでバケットを公開できない" },
    requests: [
      core(["s3:PutBucketAcl"], { when: publicAcl }),
      core(["s3:PutBucketAcl"], {
        when: [when("StringLike", "s3:x-amz-grant-read", "*AllUsers*", "*AuthenticatedUsers*")],
      }),
      core(["s3:PutBucketAcl"], {
        when: [when("StringLike", "s3:x-amz-grant-write", "*AllUsers*", "*AuthenticatedUsers*")],
      }),
      core(["s3:PutBucketAcl"], {
        when: [when("StringLike", "s3:x-amz-grant-read-acp", "*AllUsers*", "*AuthenticatedUsers*")],
      }),
      core(["s3:PutBucketAcl"], {
        when: [when("StringLike", "s3:x-amz-grant-write-acp", "*AllUsers*", "*AuthenticatedUsers*")],
      }),
      core(["s3:PutBucketAcl"], {
        when: [when("StringLike", "s3:x-amz-grant-full-control", "*AllUsers*", "*AuthenticatedUsers*")],
      }),
      core(["s3:PutBucketAcl"], {
        when: [
          when("Null", "s3:x-amz-acl", "true"),
          when("Null", "s3:x-amz-grant-read", "true"),
          when("Null", "s3:x-amz-grant-write", "true"),
          when("Null", "s3:x-amz-grant-read-acp", "true"),
          when("Null", "s3:x-amz-grant-write-acp", "true"),
          when("Null", "s3:x-amz-grant-full-control", "true"),
        ],
      }),
      core(["s3:PutObjectAcl"], { on: objects, when: publicAcl }),
      core(["s3:PutObjectAcl"], {
        on: objects,
        when: [when("StringLike", "s3:x-amz-grant-read", "*AllUsers*", "*AuthenticatedUsers*")],
      }),
      core(["s3:PutObjectAcl"], {
        on: objects,
        when: [when("StringLike", "s3:x-amz-grant-read-acp", "*AllUsers*", "*AuthenticatedUsers*")],
      }),
      core(["s3:PutObjectAcl"], {
        on: objects,
        when: [when("StringLike", "s3:x-amz-grant-write-acp", "*AllUsers*", "*AuthenticatedUsers*")],
      }),
      core(["s3:PutObjectAcl"], {
        on: objects,
        when: [when("StringLike", "s3:x-amz-grant-full-control", "*AllUsers*", "*AuthenticatedUsers*")],
      }),
      core(["s3:PutObjectAcl"], {
        on: objects,
        when: [
          when("Null", "s3:x-amz-acl", "true"),
          when("Null", "s3:x-amz-grant-read", "true"),
          when("Null", "s3:x-amz-grant-write", "true"),
          when("Null", "s3:x-amz-grant-read-acp", "true"),
          when("Null", "s3:x-amz-grant-write-acp", "true"),
          when("Null", "s3:x-amz-grant-full-control", "true"),
        ],
      }),
      core(["s3:PutBucketPolicy"]),
      hardening(["s3:PutObject"], { on: objects, when: publicAcl }),
      hardening(["s3:CreateBucket"], { when: publicAcl }),
      hardening([
        "s3:PutAccessPointPolicy",
        "s3:PutMultiRegionAccessPointPolicy",
        "s3:PutBucketOwnershipControls",
        "s3:PutBucketWebsite",
      ]),
    ],
    exemptions: [
      {
        en: "none where block public access is on and ACLs are off (BucketOwnerEnforced)",
        ja: "パブリックアクセスブロックが有効で ACL が無効（BucketOwnerEnforced）なら不要",
      },
    ],
    limit: {
      text: {
        en: "An ACL in the request's body and the text of a bucket policy are in no key: only a full Deny stops them.",
        ja: "リクエスト本文の ACL とバケットポリシーの内容には対応する条件キーがなく、全面的に拒否するほかない。",
      },
      better: [
        {
          kind: "declarative-policy",
          text: {
            en: "An S3 policy of the organization that switches on block public access in every account.",
            ja: "組織の S3 ポリシーで、すべてのアカウントのパブリックアクセスブロックを有効にする。",
          },
        },
        {
          kind: "resource-control-policy",
          text: {
            en: "An RCP that lets only the organization in (s3-external).",
            ja: "組織内からのアクセスだけを許す RCP（s3-external）。",
          },
        },
      ],
    },
    metBy: [{ type: "S3_POLICY", path: "s3_attributes.public_access_block_configuration", values: ["all"] }],
    references: [
      "https://github.com/aws-samples/service-control-policy-examples",
      "https://github.com/primeharbor/aws-service-control-policies",
    ],
  }),
  defineObjective({
    id: "s3-external",
    domain: "data-protection",
    title: {
      en: "Bucket data is reachable from the organization only (RCP)",
      ja: "組織外から S3 データに到達できない（RCP）",
    },
    requests: [
      core(["s3:GetObject", "s3:PutObject", "s3:DeleteObject"], { on: objects, when: fromOutside, by: ["external"] }),
      core(["s3:ListBucket", "s3:GetBucketPolicy", "s3:PutBucketPolicy"], {
        on: ["arn:*:s3:::*"],
        when: fromOutside,
        by: ["external"],
      }),
    ],
    exemptions: [
      {
        en: "AWS services that act for this organization (aws:SourceOrgID)",
        ja: "この組織のために動作する AWS サービス（aws:SourceOrgID）",
      },
      { en: "accounts of named partners", ja: "特定のパートナーのアカウント" },
      { en: "resources with the tag dp:exclude:identity", ja: "タグ dp:exclude:identity が付いたリソース" },
      { en: "buckets of public websites", ja: "公開ウェブサイトのバケット" },
    ],
    references: [
      "https://docs.aws.amazon.com/controltower/latest/controlreference/list-of-rcp-controls.html",
      "https://github.com/aws-samples/data-perimeter-policy-examples",
      "CT.S3.PV.4",
    ],
  }),
  defineObjective({
    id: "s3-tls",
    domain: "data-protection",
    title: { en: "S3 answers TLS requests only", ja: "S3 は TLS の要求しか受け付けない" },
    requests: [
      core(["s3:*"], { exceptActions: accountActions, when: inPlainHttp, by: ["member", "external"] }),
      hardening(accountActions, { when: inPlainHttp }),
      hardening(["s3:*"], { when: [when("NumericLessThan", "s3:TlsVersion", "1.2")], by: ["member", "external"] }),
    ],
    exemptions: [{ en: "AWS services (aws:PrincipalIsAWSService)", ja: "AWS サービス（aws:PrincipalIsAWSService）" }],
    references: [
      "https://docs.aws.amazon.com/controltower/latest/controlreference/list-of-rcp-controls.html",
      "https://github.com/ScaleSec/terraform_aws_scp",
      "CT.S3.PV.5",
      "CT.S3.PV.3",
    ],
  }),
  defineObjective({
    id: "s3-sse-kms",
    domain: "data-protection",
    title: { en: "Objects are stored under a KMS key", ja: "KMS 鍵なしでオブジェクトを保存できない" },
    requests: [
      core(["s3:PutObject"], { on: objects, when: withoutKmsKey }),
      hardening(["s3:UpdateObjectEncryption"], { on: objects, when: withoutKmsKey }),
      hardening(["s3:PutEncryptionConfiguration"]),
    ],
    exemptions: [
      { en: "services that deliver logs under S3's own keys", ja: "SSE-S3 でログを配信するサービス" },
      { en: "buckets that encrypt with a KMS key by default", ja: "デフォルトで KMS 鍵により暗号化するバケット" },
    ],
    limit: {
      text: {
        en: "A request without the header takes the bucket's default, which no key carries: it counts, although the default may be a KMS key.",
        ja: "ヘッダーのない要求にはバケットのデフォルトが使われるが、それを示す条件キーはない。デフォルトが KMS 鍵の場合もあるが、対象に含めている。",
      },
      better: [
        {
          kind: "service-setting",
          text: {
            en: "Default encryption with a KMS key on each bucket.",
            ja: "各バケットのデフォルト暗号化を KMS 鍵にする。",
          },
        },
      ],
    },
    references: [
      "https://docs.aws.amazon.com/controltower/latest/controlreference/list-of-rcp-controls.html",
      "https://github.com/aws-samples/service-control-policy-examples",
      "CT.S3.PV.6",
    ],
  }),
  defineObjective({
    id: "ebs-default-off",
    domain: "data-protection",
    title: { en: "EBS default encryption cannot be switched off", ja: "EBS のデフォルト暗号化を無効化できない" },
    requests: [
      core(["ec2:DisableEbsEncryptionByDefault"]),
      hardening(["ec2:ModifyEbsDefaultKmsKeyId", "ec2:ResetEbsDefaultKmsKeyId"]),
    ],
    exemptions: [exemptions.landingZone, { en: "the role that rotates keys", ja: "鍵のローテーション用ロール" }],
    references: ["https://github.com/aws-samples/service-control-policy-examples"],
  }),
  defineObjective({
    id: "ebs-unencrypted",
    domain: "data-protection",
    title: { en: "No unencrypted volume or snapshot", ja: "暗号化されないボリュームやスナップショットを作成できない" },
    requests: [
      core(["ec2:CreateVolume", "ec2:RunInstances"], { on: volumes, when: unencrypted }),
      hardening(["ec2:AttachVolume", "ec2:CreateSnapshot", "ec2:CreateSnapshots", "ec2:ImportVolume"], {
        on: volumes,
        when: unencrypted,
      }),
      hardening(["ec2:CopySnapshot", "ec2:ImportSnapshot"], { on: snapshots, when: unencrypted }),
    ],
    exemptions: [
      { en: "none where the account encrypts by default", ja: "アカウントのデフォルト暗号化が有効なら不要" },
      { en: "the pipeline that imports virtual machines", ja: "仮想マシンのインポート用パイプライン" },
    ],
    references: [
      "https://docs.aws.amazon.com/controltower/latest/controlreference/ds-preventive-controls.html",
      "CT.EC2.PV.1",
      "CT.EC2.PV.2",
    ],
  }),
  defineObjective({
    id: "rds-unencrypted",
    domain: "data-protection",
    title: { en: "No unencrypted database", ja: "暗号化されないデータベースを作成できない" },
    requests: [
      core(["rds:CreateDBCluster"], { on: clusters, when: unencryptedStorage }),
      core(["rds:CreateDBInstance"], { on: databases, when: unencryptedStorage }),
      hardening(["rds:RestoreDBClusterFromS3"], { on: clusters, when: unencryptedStorage }),
      hardening(["rds:RestoreDBInstanceFromS3"], { on: databases, when: unencryptedStorage }),
      hardening(["rds:CreateGlobalCluster"]),
    ],
    exemptions: [
      {
        en: "instances of an Aurora cluster, which have no storage of their own",
        ja: "自身のストレージを持たない Aurora クラスターのインスタンス",
      },
    ],
    limit: {
      text: {
        en: "Restores from a snapshot keep its state and carry no key: they are not asked about.",
        ja: "スナップショットからの復元は元の状態を引き継ぎ、条件キーを持たないため、対象に含めていない。",
      },
      better: [],
    },
    references: [
      "https://github.com/ScaleSec/terraform_aws_scp",
      "https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html",
    ],
  }),
  defineObjective({
    id: "efs-unencrypted",
    domain: "data-protection",
    title: { en: "No unencrypted file system", ja: "暗号化されないファイルシステムを作成できない" },
    requests: [
      core(["elasticfilesystem:CreateFileSystem"], { when: [when("Bool", "elasticfilesystem:Encrypted", "false")] }),
    ],
    exemptions: [],
    references: [
      "https://docs.aws.amazon.com/efs/latest/ug/using-iam-to-enforce-encryption-at-rest.html",
      "https://github.com/ScaleSec/terraform_aws_scp",
    ],
  }),
  defineObjective({
    id: "public-ami",
    domain: "data-protection",
    title: { en: "AMIs cannot be shared publicly or exported", ja: "AMI を公開・持ち出しできない" },
    requests: [
      core(["ec2:ModifyImageAttribute"], {
        on: images,
        when: [when("StringEquals", "ec2:Attribute", "LaunchPermission")],
      }),
      hardening(["ec2:ModifyFpgaImageAttribute", "ec2:DisableImageBlockPublicAccess", "ec2:CreateInstanceExportTask"]),
      hardening(["ec2:ExportImage", "ec2:CreateStoreImageTask"], { on: images }),
    ],
    exemptions: [
      { en: "the golden images' account and role", ja: "標準イメージを管理するアカウントとロール" },
      exemptions.landingZone,
    ],
    limit: {
      text: {
        en: "No key tells sharing with everybody from sharing with one account.",
        ja: "全員への公開と特定のアカウントへの共有を区別できる条件キーはない。",
      },
      better: [
        {
          kind: "declarative-policy",
          text: {
            en: "A declarative policy for EC2: image block public access.",
            ja: "EC2 の宣言型ポリシー：イメージのパブリックアクセスブロック。",
          },
        },
      ],
    },
    metBy: [
      {
        type: "DECLARATIVE_POLICY_EC2",
        path: "ec2_attributes.image_block_public_access.state",
        values: ["block_new_sharing"],
      },
    ],
    references: [
      "https://docs.aws.amazon.com/controltower/latest/controlreference/ct-ec2-pv-11.html",
      "https://github.com/aws-samples/service-control-policy-examples",
      "CT.EC2.PV.11",
      "CT.EC2.PV.5",
    ],
  }),
  defineObjective({
    id: "public-snapshot",
    domain: "data-protection",
    title: { en: "EBS snapshots cannot be made public", ja: "EBS スナップショットを公開できない" },
    requests: [
      core(["ec2:ModifySnapshotAttribute"], { on: snapshots, when: [when("StringEquals", "ec2:Add/group", "all")] }),
      hardening(["ec2:DisableSnapshotBlockPublicAccess"]),
    ],
    exemptions: [
      {
        en: "the role or account for backup and disaster recovery",
        ja: "バックアップ・災害対策用のロールまたはアカウント",
      },
    ],
    metBy: [
      {
        type: "DECLARATIVE_POLICY_EC2",
        path: "ec2_attributes.snapshot_block_public_access.state",
        values: ["block_new_sharing", "block_all_sharing"],
      },
    ],
    references: [
      "https://docs.aws.amazon.com/controltower/latest/controlreference/ct-ec2-pv-3.html",
      "CT.EC2.PV.3",
      "CT.EC2.PV.7",
    ],
  }),
  defineObjective({
    id: "ebs-direct",
    domain: "data-protection",
    title: { en: "EBS direct APIs are not used to copy disks out", ja: "EBS direct API でデータを持ち出せない" },
    requests: [
      core(
        [
          "ebs:GetSnapshotBlock",
          "ebs:ListSnapshotBlocks",
          "ebs:ListChangedBlocks",
          "ebs:StartSnapshot",
          "ebs:PutSnapshotBlock",
          "ebs:CompleteSnapshot",
        ],
        { on: snapshots },
      ),
    ],
    exemptions: [
      { en: "a backup product's role", ja: "バックアップ製品のロール" },
      { en: "AWS Backup", ja: "AWS Backup" },
    ],
    references: ["https://docs.aws.amazon.com/controltower/latest/controlreference/ct-ec2-pv-4.html", "CT.EC2.PV.4"],
  }),
  defineObjective({
    id: "rds-snapshot-share",
    domain: "data-protection",
    title: {
      en: "Database snapshots cannot be shared or exported",
      ja: "DB スナップショットを共有・エクスポートできない",
    },
    requests: [
      core(["rds:ModifyDBSnapshotAttribute", "rds:ModifyDBClusterSnapshotAttribute"]),
      hardening(["rds:StartExportTask", "redshift:AuthorizeSnapshotAccess", "redshift:AuthorizeDataShare"]),
    ],
    exemptions: [
      {
        en: "the role that copies for backup and disaster recovery",
        ja: "バックアップ・災害対策のためにコピーするロール",
      },
    ],
    limit: {
      text: {
        en: "No key carries the account that a snapshot is shared with: only a full Deny proves it. DocumentDB and Neptune use the same actions.",
        ja: "共有先のアカウントを示す条件キーがなく、全面的に拒否するほかない。DocumentDB と Neptune も同じアクションを使う。",
      },
      better: [
        {
          kind: "service-setting",
          text: {
            en: "Snapshots under a customer managed key whose policy names no foreign account.",
            ja: "他アカウントを許可しないカスタマー管理の鍵でスナップショットを暗号化する。",
          },
        },
      ],
    },
    references: ["https://github.com/aws-samples/data-perimeter-policy-examples"],
  }),
  defineObjective({
    id: "kms-delete",
    domain: "data-protection",
    title: { en: "Keys cannot be scheduled for deletion or disabled", ja: "KMS 鍵を削除予約・無効化できない" },
    requests: [
      core(["kms:ScheduleKeyDeletion", "kms:DisableKey"], { on: keys }),
      hardening(["kms:DeleteImportedKeyMaterial", "kms:DisableKeyRotation"], { on: keys }),
      hardening([
        "kms:DeleteCustomKeyStore",
        "kms:DisconnectCustomKeyStore",
        "cloudhsm:DeleteHsm",
        "cloudhsm:DeleteCluster",
      ]),
      hardening(["kms:ScheduleKeyDeletion", "kms:DisableKey"], { on: keys, when: fromOutside, by: ["external"] }),
    ],
    exemptions: [{ en: "a key administrator's role", ja: "鍵管理者のロール" }, exemptions.breakGlass],
    references: ["https://github.com/aws-samples/service-control-policy-examples"],
  }),
  defineObjective({
    id: "kms-policy",
    domain: "data-protection",
    title: { en: "Key policies and grants cannot be opened", ja: "キーポリシーやグラントで KMS 鍵を開放できない" },
    requests: [
      core(["kms:PutKeyPolicy"], { on: keys }),
      core(["kms:CreateGrant"], { on: keys, when: [when("BoolIfExists", "kms:GrantIsForAWSResource", "false")] }),
      hardening(["kms:CreateKey"], { when: [when("Bool", "kms:BypassPolicyLockoutSafetyCheck", "true")] }),
    ],
    exemptions: [
      { en: "a key administrator's role", ja: "鍵管理者のロール" },
      {
        en: "AWS services (kms:GrantIsForAWSResource, kms:ViaService)",
        ja: "AWS サービス（kms:GrantIsForAWSResource、kms:ViaService）",
      },
    ],
    limit: {
      text: {
        en: "The text of a key policy is in no key: only a full Deny on kms:PutKeyPolicy proves it.",
        ja: "キーポリシーの内容に対応する条件キーはなく、kms:PutKeyPolicy を全面的に拒否するほかない。",
      },
      better: [
        {
          kind: "resource-control-policy",
          text: {
            en: "An RCP that keeps keys to the organization, whatever their policies say (kms-external).",
            ja: "キーポリシーの内容によらず、鍵の利用を組織内に限る RCP（kms-external）。",
          },
        },
      ],
    },
    references: [
      "https://docs.aws.amazon.com/controltower/latest/controlreference/ds-preventive-controls.html",
      "CT.KMS.PV.1",
      "CT.KMS.PV.3",
      "CT.KMS.PV.7",
    ],
  }),
  defineObjective({
    id: "kms-external",
    domain: "data-protection",
    title: {
      en: "Keys and secrets are usable from the organization only (RCP)",
      ja: "組織外から鍵・シークレットを使えない（RCP）",
    },
    requests: [
      core(
        [
          "kms:Decrypt",
          "kms:GenerateDataKey",
          "kms:CreateGrant",
          "kms:ReEncryptFrom",
          "secretsmanager:GetSecretValue",
          "secretsmanager:PutResourcePolicy",
          "sqs:ReceiveMessage",
          "sqs:SendMessage",
          "dynamodb:GetItem",
          "dynamodb:PutItem",
          "ecr:BatchGetImage",
          "logs:PutSubscriptionFilter",
        ],
        { when: fromOutside, by: ["external"] },
      ),
    ],
    exemptions: [
      {
        en: "AWS services that act for this organization (aws:SourceOrgID)",
        ja: "この組織のために動作する AWS サービス（aws:SourceOrgID）",
      },
      { en: "accounts of named partners", ja: "特定のパートナーのアカウント" },
      { en: "resources with the tag dp:exclude:identity", ja: "タグ dp:exclude:identity が付いたリソース" },
    ],
    limit: {
      text: {
        en: "RCPs leave AWS managed keys and kms:RetireGrant alone.",
        ja: "AWS マネージドキーと kms:RetireGrant は RCP の対象外である。",
      },
      better: [],
    },
    references: [
      "https://docs.aws.amazon.com/controltower/latest/controlreference/list-of-rcp-controls.html",
      "CT.KMS.PV.7",
      "CT.SECRETSMANAGER.PV.1",
      "CT.SQS.PV.1",
    ],
  }),
  defineObjective({
    id: "confused-deputy",
    domain: "data-protection",
    title: {
      en: "AWS services act only for this organization (RCP)",
      ja: "AWS サービスが他組織のために動作できない（RCP）",
    },
    requests: [
      core(
        [
          "s3:PutObject",
          "s3:GetObject",
          "sqs:SendMessage",
          "kms:GenerateDataKey",
          "secretsmanager:GetSecretValue",
          "sts:AssumeRole",
        ],
        {
          when: [
            when("Bool", "aws:PrincipalIsAWSService", "true"),
            when("Null", "aws:SourceAccount", "false"),
            when("StringNotEquals", "aws:SourceOrgID", "{orgId}"),
          ],
          by: ["aws-service"],
        },
      ),
    ],
    exemptions: [
      { en: "named accounts of partners (aws:SourceAccount)", ja: "特定のパートナーのアカウント（aws:SourceAccount）" },
      { en: "services that send no key of their source", ja: "呼び出し元を示すキーを送らないサービス" },
    ],
    references: ["https://github.com/aws-samples/data-perimeter-policy-examples"],
  }),
  defineObjective({
    id: "share-other",
    domain: "data-protection",
    title: { en: "Other sharing routes to foreign accounts are shut", ja: "その他の方法で他アカウントに共有できない" },
    requests: [
      core([
        "ec2:CreateNetworkInterfacePermission",
        "ec2:EnableAddressTransfer",
        "ec2:ModifyVpcEndpointServicePermissions",
        "ssm:ModifyDocumentPermission",
        "ds:ShareDirectory",
        "lakeformation:GrantPermissions",
        "lakeformation:BatchGrantPermissions",
        "appstream:UpdateImagePermissions",
        "workspaces:UpdateWorkspaceImagePermission",
        "servicecatalog:CreatePortfolioShare",
        "servicecatalog:UpdatePortfolioShare",
        "globalaccelerator:CreateCrossAccountAttachment",
        "directconnect:CreateDirectConnectGatewayAssociationProposal",
        "config:PutAggregationAuthorization",
        "lambda:AddLayerVersionPermission",
        "ecr:SetRepositoryPolicy",
        "ecr:PutRegistryPolicy",
        "secretsmanager:PutResourcePolicy",
        "sns:AddPermission",
        "sqs:AddPermission",
        "dynamodb:PutResourcePolicy",
        "events:PutPermission",
        "logs:PutResourcePolicy",
        "backup:PutBackupVaultAccessPolicy",
        "glue:PutResourcePolicy",
        "es:UpdateDomainConfig",
      ]),
    ],
    exemptions: [
      { en: "a platform role", ja: "プラットフォーム担当のロール" },
      { en: "sharing inside the organization, which no key tells apart", ja: "条件キーでは区別できない組織内での共有" },
    ],
    limit: {
      text: {
        en: "The text of resource policies and the accounts shared with are in no key: only a full Deny proves it.",
        ja: "リソースポリシーの内容や共有先のアカウントに対応する条件キーはなく、全面的に拒否するほかない。",
      },
      better: [
        {
          kind: "resource-control-policy",
          text: {
            en: "RCPs for the services that they cover, such as ECR, Secrets Manager, SQS and DynamoDB.",
            ja: "対象サービス（ECR、Secrets Manager、SQS、DynamoDB など）では RCP を使う。",
          },
        },
      ],
    },
    references: ["https://github.com/aws-samples/data-perimeter-policy-examples"],
  }),
];

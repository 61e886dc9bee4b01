import type { Mend } from "../../mend.ts";

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/manage-versioning-examples.html */
export const bucketVersioningMend: Mend = {
  console: [
    {
      en: "In S3 open the bucket, then Properties, Bucket Versioning, Edit.",
      ja: "S3 でバケットを開き、「プロパティ」の「バケットのバージョニング」で「編集」を選ぶ。",
    },
    { en: "Choose Enable and save.", ja: "「有効にする」を選んで保存する。" },
    {
      en: "Under Management create a lifecycle rule that permanently deletes noncurrent versions after some days, 90 for instance.",
      ja: "「管理」で、非現行バージョンを一定の日数（例えば 90 日）の後に完全に削除するライフサイクルルールを作成する。",
    },
  ],
  cli: `aws s3api put-bucket-versioning --bucket <BUCKET_NAME> --versioning-configuration Status=Enabled
# the rules that exist; writing replaces them all, so keep them in lifecycle.json
aws s3api get-bucket-lifecycle-configuration --bucket <BUCKET_NAME>
# lifecycle.json, for a bucket without other rules
# {"Rules":[{"ID":"old-versions","Status":"Enabled","Filter":{},"NoncurrentVersionExpiration":{"NoncurrentDays":90}}]}
aws s3api put-bucket-lifecycle-configuration --bucket <BUCKET_NAME> --lifecycle-configuration file://lifecycle.json`,
  terraform: `resource "aws_s3_bucket_versioning" "bucket" {
  bucket = "<BUCKET_NAME>"

  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "bucket" {
  bucket = "<BUCKET_NAME>"

  rule {
    id     = "old-versions"
    status = "Enabled"
    filter {}

    noncurrent_version_expiration {
      noncurrent_days = 90
    }
  }
}`,
  cloudformation: `Bucket:
  Type: AWS::S3::Bucket
  Properties:
    BucketName: <BUCKET_NAME>
    VersioningConfiguration:
      Status: Enabled
    LifecycleConfiguration:
      Rules:
        - Id: old-versions
          Status: Enabled
          NoncurrentVersionExpiration:
            NoncurrentDays: 90`,
  caution: {
    en: "Every version is stored and billed until a rule deletes it. Versioning can be suspended later, but not taken back.",
    ja: "バージョンは、ルールで削除されるまですべて保存され、課金される。バージョニングは後から停止できるが、無効の状態には戻せない。",
  },
};

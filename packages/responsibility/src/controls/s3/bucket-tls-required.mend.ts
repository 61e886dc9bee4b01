import type { Mend } from "../../mend.ts";

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/security-best-practices.html#transit */
export const bucketTlsRequiredMend: Mend = {
  console: [
    {
      en: "In S3 open the bucket, then Permissions, Bucket policy, Edit.",
      ja: "S3 でバケットを開き、「アクセス許可」の「バケットポリシー」で「編集」を選ぶ。",
    },
    {
      en: "Add a statement that denies s3:* to everyone, on the bucket and on its objects, when aws:SecureTransport is false. Keep the other statements.",
      ja: "aws:SecureTransport が false のとき、バケットとオブジェクトの両方について全員の s3:* を拒否するステートメントを追加する。他のステートメントは残す。",
    },
    { en: "Save the changes.", ja: "変更を保存する。" },
  ],
  cli: `# the policy as it is; an error NoSuchBucketPolicy means that there is none yet
aws s3api get-bucket-policy --bucket <BUCKET_NAME> --query Policy --output text
# policy.json: all its statements, and this one
# {"Sid":"DenyPlainHttp","Effect":"Deny","Principal":"*","Action":"s3:*","Resource":["arn:aws:s3:::<BUCKET_NAME>","arn:aws:s3:::<BUCKET_NAME>/*"],"Condition":{"Bool":{"aws:SecureTransport":"false"}}}
aws s3api put-bucket-policy --bucket <BUCKET_NAME> --policy file://policy.json`,
  terraform: `resource "aws_s3_bucket_policy" "tls" {
  bucket = "<BUCKET_NAME>"

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "DenyPlainHttp"
      Effect    = "Deny"
      Principal = "*"
      Action    = "s3:*"
      Resource  = ["arn:aws:s3:::<BUCKET_NAME>", "arn:aws:s3:::<BUCKET_NAME>/*"]
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }]
  })
}`,
  cloudformation: `BucketPolicy:
  Type: AWS::S3::BucketPolicy
  Properties:
    Bucket: <BUCKET_NAME>
    PolicyDocument:
      Version: "2012-10-17"
      Statement:
        - Sid: DenyPlainHttp
          Effect: Deny
          Principal: "*"
          Action: s3:*
          Resource: ["arn:aws:s3:::<BUCKET_NAME>", "arn:aws:s3:::<BUCKET_NAME>/*"]
          Condition:
            Bool:
              aws:SecureTransport: "false"`,
  caution: {
    en: "A bucket has one policy: writing it replaces the whole, so keep the statements that are there. Clients that still use http:// get 403.",
    ja: "バケットポリシーは一つであり、書き込むと全体が置き換わるため、既存のステートメントを残す。http:// を使い続けているクライアントは 403 になる。",
  },
};

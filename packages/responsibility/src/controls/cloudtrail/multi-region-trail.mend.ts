import type { Mend } from "../../mend.ts";

/**
 * put-event-selectors replaces whatever selectors the trail had, so it is shown as a remark to be read first:
 * https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_PutEventSelectors.html
 */
export const multiRegionTrailMend: Mend = {
  console: [
    {
      en: "In the management account or CloudTrail's delegated administrator, open CloudTrail and choose Trails, then Create trail.",
      ja: "管理アカウントまたは CloudTrail の委任管理者で CloudTrail を開き、「証跡」から「証跡の作成」を選ぶ。",
    },
    {
      en: "Enable it for all accounts of the organization, and name a bucket of the log archive account whose policy lets CloudTrail write.",
      ja: "組織内のすべてのアカウントで有効にし、CloudTrail の書き込みを許可したログアーカイブアカウントのバケットを指定する。",
    },
    {
      en: "Keep management events with both Read and Write, and exclude neither AWS KMS nor Amazon RDS Data API events.",
      ja: "管理イベントは「読み取り」と「書き込み」の両方を選び、AWS KMS と Amazon RDS Data API のイベントを除外しない。",
    },
    {
      en: "Create the trail and check that its status is Logging.",
      ja: "証跡を作成し、ステータスが「ログ記録」になっていることを確認する。",
    },
  ],
  cli: `# once for the whole organization, in the management account
aws organizations enable-aws-service-access --service-principal cloudtrail.amazonaws.com
aws cloudtrail create-trail --region <REGION> --name <TRAIL_NAME> --s3-bucket-name <LOG_BUCKET_NAME> \\
  --is-organization-trail --is-multi-region-trail --enable-log-file-validation
aws cloudtrail start-logging --region <REGION> --name <TRAIL_NAME>
# a trail that exists already
aws cloudtrail update-trail --region <REGION> --name <TRAIL_NAME> --is-multi-region-trail
# see what it records; put-event-selectors would replace all of it
aws cloudtrail get-event-selectors --region <REGION> --trail-name <TRAIL_NAME>`,
  terraform: `resource "aws_cloudtrail" "organization" {
  name                       = "<TRAIL_NAME>"
  s3_bucket_name             = "<LOG_BUCKET_NAME>"
  is_organization_trail      = true
  is_multi_region_trail      = true
  enable_log_file_validation = true
}`,
  cloudformation: `OrganizationTrail:
  Type: AWS::CloudTrail::Trail
  Properties:
    TrailName: <TRAIL_NAME>
    S3BucketName: <LOG_BUCKET_NAME>
    IsLogging: true
    IsOrganizationTrail: true
    IsMultiRegionTrail: true
    EnableLogFileValidation: true`,
  caution: {
    en: "Only the first copy of management events in a Region is free: retire old trails of single accounts once the organization's works.",
    ja: "リージョンごとに無料となる管理イベントの配信は一つ目だけである。組織の証跡が動作したら、各アカウントの古い証跡を廃止する。",
  },
};

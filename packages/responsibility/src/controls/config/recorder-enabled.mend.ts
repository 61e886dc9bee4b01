import type { Mend } from "../../mend.ts";

/** A Region has one customer managed recorder at most: https://docs.aws.amazon.com/config/latest/developerguide/stop-start-recorder.html */
export const recorderEnabledMend: Mend = {
  console: [
    {
      en: "Open AWS Config in the Region and choose Get started, or Settings, then Edit, where a recorder exists.",
      ja: "対象のリージョンで AWS Config を開き、「今すぐ始める」を選ぶ。レコーダーがある場合は「設定」から「編集」を選ぶ。",
    },
    {
      en: "Record all resource types, with the service-linked role of AWS Config and without overrides that exclude types.",
      ja: "AWS Config のサービスにリンクされたロールを使い、除外のオーバーライドを設けずに、すべてのリソースタイプを記録する。",
    },
    {
      en: "Deliver to a bucket of the log archive account whose policy lets AWS Config write.",
      ja: "AWS Config の書き込みを許可した、ログアーカイブアカウントのバケットに配信する。",
    },
    {
      en: "Save, and check under Settings that recording is on.",
      ja: "保存し、「設定」で記録がオンになっていることを確認する。",
    },
  ],
  cli: `# once per account; an error that the role exists is fine
aws iam create-service-linked-role --aws-service-name config.amazonaws.com
# where a recorder exists, use its name instead of "default"
aws configservice put-configuration-recorder --region <REGION> \\
  --configuration-recorder name=default,roleARN=arn:aws:iam::<ACCOUNT_ID>:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig \\
  --recording-group allSupported=true,includeGlobalResourceTypes=false
aws configservice put-delivery-channel --region <REGION> --delivery-channel name=default,s3BucketName=<LOG_BUCKET_NAME>
aws configservice start-configuration-recorder --region <REGION> --configuration-recorder-name default
aws configservice describe-configuration-recorder-status --region <REGION>`,
  terraform: `resource "aws_config_configuration_recorder" "default" {
  name     = "default"
  role_arn = "arn:aws:iam::<ACCOUNT_ID>:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig"

  recording_group {
    all_supported                 = true
    include_global_resource_types = false
  }
}

resource "aws_config_delivery_channel" "default" {
  name           = "default"
  s3_bucket_name = "<LOG_BUCKET_NAME>"
  depends_on     = [aws_config_configuration_recorder.default]
}

resource "aws_config_configuration_recorder_status" "default" {
  name       = aws_config_configuration_recorder.default.name
  is_enabled = true
  depends_on = [aws_config_delivery_channel.default]
}`,
  cloudformation: `ConfigRecorder:
  Type: AWS::Config::ConfigurationRecorder
  Properties:
    Name: default
    RoleARN: arn:aws:iam::<ACCOUNT_ID>:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig
    RecordingGroup:
      AllSupported: true
      IncludeGlobalResourceTypes: false
ConfigDelivery:
  Type: AWS::Config::DeliveryChannel
  Properties:
    Name: default
    S3BucketName: <LOG_BUCKET_NAME>`,
  caution: {
    en: "AWS Config is billed by recorded change. Record global resource types (IAM) in one Region only, or each change is paid in every Region.",
    ja: "AWS Config は記録した変更の数に応じて課金される。グローバルリソースタイプ（IAM）は一つのリージョンだけで記録する。複数のリージョンで記録すると、同じ変更が重複して課金される。",
  },
};

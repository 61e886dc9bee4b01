import type { Mend } from "../../mend.ts";

/** A flow log cannot be changed once it stands: https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs.html */
export const flowLogsEnabledMend: Mend = {
  console: [
    {
      en: "Open Your VPCs in the Region, choose the VPC, and then Create flow log on the Flow logs tab.",
      ja: "対象のリージョンで「お使いの VPC」から VPC を選び、「フローログ」タブで「フローログを作成」を選ぶ。",
    },
    {
      en: "Set the filter to All (or Reject), and send to a bucket of the log archive account.",
      ja: "フィルターを「すべて」（または「拒否」）にし、送信先にログアーカイブアカウントのバケットを指定する。",
    },
    {
      en: "Create it, and check after some minutes that its status is Active.",
      ja: "作成し、数分後にステータスが「アクティブ」であることを確認する。",
    },
    {
      en: "Delete a flow log that failed or recorded accepted traffic only.",
      ja: "配信に失敗しているフローログや、許可されたトラフィックだけを記録していたフローログを削除する。",
    },
  ],
  cli: `aws ec2 create-flow-logs --region <REGION> --resource-type VPC --resource-ids <VPC_ID> --traffic-type ALL \\
  --log-destination-type s3 --log-destination arn:aws:s3:::<LOG_BUCKET_NAME>
aws ec2 describe-flow-logs --region <REGION> --filter Name=resource-id,Values=<VPC_ID>`,
  terraform: `resource "aws_flow_log" "vpc" {
  vpc_id               = "<VPC_ID>"
  traffic_type         = "ALL"
  log_destination_type = "s3"
  log_destination      = "arn:aws:s3:::<LOG_BUCKET_NAME>"
}`,
  cloudformation: `VpcFlowLog:
  Type: AWS::EC2::FlowLog
  Properties:
    ResourceType: VPC
    ResourceId: <VPC_ID>
    TrafficType: ALL
    LogDestinationType: s3
    LogDestination: arn:aws:s3:::<LOG_BUCKET_NAME>`,
  caution: {
    en: "Delivery and storage are billed by volume. A flow log cannot be changed afterwards: make a new one and delete the old.",
    ja: "配信と保存は量に応じて課金される。フローログは作成後に変更できないため、新しく作成して古いものを削除する。",
  },
};

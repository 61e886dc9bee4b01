import type { Mend } from "../../mend.ts";

/** https://docs.aws.amazon.com/vpc/latest/userguide/working-with-security-group-rules.html */
export const securityGroupSshNotOpenMend: Mend = {
  console: [
    {
      en: "Make sure there is another way to the instances: Session Manager, EC2 Instance Connect Endpoint or your VPN.",
      ja: "インスタンスに接続する別の手段（Session Manager、EC2 Instance Connect Endpoint、VPN など）を先に用意する。",
    },
    {
      en: "In EC2 open Security Groups, choose the group, and then Edit inbound rules.",
      ja: "EC2 の「セキュリティグループ」で対象のグループを選び、「インバウンドのルールを編集」を開く。",
    },
    {
      en: "Delete the rule that covers port 22 from 0.0.0.0/0 or ::/0, or set its source to your own network, and save.",
      ja: "送信元が 0.0.0.0/0 または ::/0 でポート 22 を含むルールを削除するか、送信元を自社のネットワークに変更して保存する。",
    },
  ],
  cli: `# find the rule that covers port 22 from 0.0.0.0/0 or ::/0
aws ec2 describe-security-group-rules --region <REGION> --filters Name=group-id,Values=<SECURITY_GROUP_ID>
aws ec2 revoke-security-group-ingress --region <REGION> --group-id <SECURITY_GROUP_ID> \\
  --security-group-rule-ids <SECURITY_GROUP_RULE_ID>
# only if SSH from your own network is still needed
aws ec2 authorize-security-group-ingress --region <REGION> --group-id <SECURITY_GROUP_ID> \\
  --protocol tcp --port 22 --cidr <OWN_CIDR>`,
  terraform: `resource "aws_vpc_security_group_ingress_rule" "ssh" {
  security_group_id = "<SECURITY_GROUP_ID>"
  ip_protocol       = "tcp"
  from_port         = 22
  to_port           = 22
  cidr_ipv4         = "<OWN_CIDR>"
}`,
  cloudformation: `SshFromOwnNetwork:
  Type: AWS::EC2::SecurityGroupIngress
  Properties:
    GroupId: <SECURITY_GROUP_ID>
    IpProtocol: tcp
    FromPort: 22
    ToPort: 22
    CidrIp: <OWN_CIDR>`,
  caution: {
    en: "Whoever connects from the internet is shut out. Where a template or Terraform made the rule, change it there, or it comes back with the next deployment.",
    ja: "インターネットから接続している利用者は接続できなくなる。テンプレートや Terraform で作成したルールは、そちらを変更しないと次のデプロイで元に戻る。",
  },
};

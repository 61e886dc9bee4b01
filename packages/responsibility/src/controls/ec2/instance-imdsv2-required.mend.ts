import type { Mend } from "../../mend.ts";

/** https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instance-metadata-transition-to-version-2.html */
export const instanceImdsv2RequiredMend: Mend = {
  console: [
    {
      en: "In CloudWatch look at the instance's metric MetadataNoToken: while it is not zero, something still uses IMDSv1.",
      ja: "CloudWatch でインスタンスのメトリクス MetadataNoToken を確認する。ゼロでない間は、IMDSv1 を使うソフトウェアが残っている。",
    },
    {
      en: "In EC2 choose the instance, then Actions, Instance settings, Modify instance metadata options.",
      ja: "EC2 でインスタンスを選び、「アクション」「インスタンスの設定」「インスタンスメタデータオプションの変更」の順に開く。",
    },
    { en: "Set IMDSv2 to Required and save.", ja: "IMDSv2 を「必須」にして保存する。" },
    {
      en: "Do the same in launch templates, and for the Region's default under Account attributes, Data protection and security.",
      ja: "起動テンプレートと、「アカウントの属性」の「データ保護とセキュリティ」にあるリージョンのデフォルトも同様に変更する。",
    },
  ],
  cli: `aws ec2 modify-instance-metadata-options --region <REGION> --instance-id <INSTANCE_ID> \\
  --http-tokens required --http-endpoint enabled
# the default for new instances of the Region
aws ec2 modify-instance-metadata-defaults --region <REGION> --http-tokens required`,
  terraform: `resource "aws_instance" "server" {
  ami           = "<AMI_ID>"
  instance_type = "<INSTANCE_TYPE>"

  metadata_options {
    http_endpoint = "enabled"
    http_tokens   = "required"
  }
}

resource "aws_ec2_instance_metadata_defaults" "region" {
  http_tokens = "required"
}`,
  cloudformation: `ServerTemplate:
  Type: AWS::EC2::LaunchTemplate
  Properties:
    LaunchTemplateData:
      MetadataOptions:
        HttpEndpoint: enabled
        HttpTokens: required`,
  caution: {
    en: "Software that only knows IMDSv1 loses its credentials at once: update SDKs and agents first. Containers may need a hop limit of 2.",
    ja: "IMDSv1 にしか対応していないソフトウェアは、直ちに認証情報を取得できなくなる。先に SDK とエージェントを更新する。コンテナではホップ制限を 2 にする必要がある場合がある。",
  },
};

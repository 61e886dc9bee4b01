import type { Mend } from "../../mend.ts";

/** https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-update-contact-alternate.html */
export const securityContactMend: Mend = {
  console: [
    {
      en: "In the management account, open AWS Organizations and choose the account from AWS accounts.",
      ja: "管理アカウントで AWS Organizations を開き、「AWS アカウント」から対象のアカウントを選ぶ。",
    },
    {
      en: "If the page asks for it, turn on trusted access for AWS Account Management once.",
      ja: "画面に求められた場合は、AWS Account Management の信頼されたアクセスを一度だけ有効にする。",
    },
    {
      en: "On the Contact info tab, edit the security contact under Alternate contacts.",
      ja: "「連絡先情報」タブの代替の連絡先で、セキュリティの連絡先を編集する。",
    },
    {
      en: "Enter the security team's name, shared mailbox and phone number, and save.",
      ja: "セキュリティチームの名前、共有メールアドレス、電話番号を入力して保存する。",
    },
  ],
  cli: `# in the management account; the first command once for the whole organization
aws organizations enable-aws-service-access --service-principal account.amazonaws.com
# for the management account itself leave out --account-id
aws account put-alternate-contact --account-id <ACCOUNT_ID> \\
  --alternate-contact-type SECURITY --name "<CONTACT_NAME>" --title "<CONTACT_TITLE>" \\
  --email-address <EMAIL_ADDRESS> --phone-number "<PHONE_NUMBER>"`,
  terraform: `resource "aws_account_alternate_contact" "security" {
  account_id             = "<ACCOUNT_ID>"
  alternate_contact_type = "SECURITY"
  name                   = "<CONTACT_NAME>"
  title                  = "<CONTACT_TITLE>"
  email_address          = "<EMAIL_ADDRESS>"
  phone_number           = "<PHONE_NUMBER>"
}`,
  caution: {
    en: "AWS sends notices of abuse and incidents there: take a mailbox that several people read, not one person's.",
    ja: "不正利用やインシデントの通知が届くため、個人ではなく、複数人が読む共有メールアドレスを登録する。",
  },
};

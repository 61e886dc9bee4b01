/** A text that people read, complete in both languages. */
export type Localized = { readonly en: string; readonly ja: string };

/** The calls of a connection test, in their order. */
export const connectionTestSteps = [
  "management-assume",
  "management-without-external-id",
  "management-wrong-external-id",
  "organization",
  "member-assume",
  "member-without-external-id",
  "member-wrong-external-id",
] as const;
export type ConnectionTestStepId = (typeof connectionTestSteps)[number];

export const connectionTestStepTitles: Readonly<Record<ConnectionTestStepId, Localized>> = {
  "management-assume": {
    en: "Enter the management account with the external ID",
    ja: "外部 ID を付けて管理アカウントに入る",
  },
  "management-without-external-id": {
    en: "The management role refuses a request without external ID",
    ja: "管理アカウントのロールが、外部 ID のない要求を拒否する",
  },
  "management-wrong-external-id": {
    en: "The management role refuses a wrong external ID",
    ja: "管理アカウントのロールが、誤った外部 ID を拒否する",
  },
  organization: { en: "Read the organization", ja: "組織の情報を読み取る" },
  "member-assume": {
    en: "Enter a member account with the external ID",
    ja: "外部 ID を付けてメンバーアカウントに入る",
  },
  "member-without-external-id": {
    en: "The member role refuses a request without external ID",
    ja: "メンバーアカウントのロールが、外部 ID のない要求を拒否する",
  },
  "member-wrong-external-id": {
    en: "The member role refuses a wrong external ID",
    ja: "メンバーアカウントのロールが、誤った外部 ID を拒否する",
  },
};

/** What a step came to. `text` says what happened, `hint` how to mend it. */
export const connectionTestCodes = {
  "as-expected": { text: { en: "As it should be.", ja: "正常です。" }, hint: { en: "", ja: "" } },
  "role-arn-invalid": {
    text: { en: "This is not the ARN of a role.", ja: "ロールの ARN ではありません。" },
    hint: {
      en: "Copy the ARN from the stack's outputs. It looks like arn:aws:iam::111122223333:role/SekininManagementRead.",
      ja: "スタックの出力から ARN をコピーしてください。形式は arn:aws:iam::111122223333:role/SekininManagementRead です。",
    },
  },
  "role-refused": {
    text: {
      en: "AWS refused to let us assume the role.",
      ja: "AWS がロールの引き受けを拒否しました。",
    },
    hint: {
      en: "Check that the stack is deployed in this account, and that its trust policy names this installation's role and the external ID shown on the connection page. A new role may need a minute.",
      ja: "このアカウントにスタックがデプロイされているか、信頼ポリシーにこの環境のロールと、接続ページに表示された外部 ID が設定されているかを確認してください。作成直後のロールは使えるまで 1 分ほどかかることがあります。",
    },
  },
  "accepts-no-external-id": {
    text: {
      en: "The role can be assumed without any external ID, so another customer of ours could reach this account.",
      ja: "外部 ID なしでロールを引き受けられるため、ほかの利用者がこのアカウントに到達できてしまいます。",
    },
    hint: {
      en: "Add the condition StringEquals sts:ExternalId from the template to the role's trust policy.",
      ja: "ロールの信頼ポリシーに、テンプレートにある StringEquals sts:ExternalId の条件を追加してください。",
    },
  },
  "accepts-any-external-id": {
    text: {
      en: "The role can be assumed with an external ID that is not yours.",
      ja: "別の外部 ID でもロールを引き受けられてしまいます。",
    },
    hint: {
      en: "Compare sts:ExternalId in the trust policy with the template: it must be equal to your external ID, without wildcards.",
      ja: "信頼ポリシーの sts:ExternalId をテンプレートと比べてください。ワイルドカードを使わず、発行された外部 ID と完全に一致させる必要があります。",
    },
  },
  "refusal-not-proven": {
    text: {
      en: "The call failed for another reason than a refusal, so it is not proven that the role is safe.",
      ja: "拒否以外の理由で呼び出しが失敗したため、ロールが安全であることを確認できませんでした。",
    },
    hint: { en: "Test again in a few minutes.", ja: "数分後にもう一度テストしてください。" },
  },
  "wrong-account": {
    text: {
      en: "The credentials belong to another account than the one in the ARN.",
      ja: "取得した認証情報が、ARN とは別のアカウントのものです。",
    },
    hint: {
      en: "Check the endpoint and any proxy between this installation and AWS.",
      ja: "エンドポイントと、この環境と AWS の間にあるプロキシを確認してください。",
    },
  },
  "organization-unreadable": {
    text: { en: "The organization could not be read.", ja: "組織の情報を読み取れませんでした。" },
    hint: {
      en: "Use the role of the management account, or delegate the read actions of Organizations to this account.",
      ja: "管理アカウントのロールを使うか、Organizations の読み取りアクションをこのアカウントに委任してください。",
    },
  },
  "wrong-organization": {
    text: {
      en: "The member account says that it belongs to another organization.",
      ja: "メンバーアカウントが別の組織に属しています。",
    },
    hint: {
      en: "Check the ARN of the management role in the connection.",
      ja: "接続に設定された管理アカウントのロールの ARN を確認してください。",
    },
  },
  "no-member-account": {
    text: {
      en: "The organization has no active member account besides this one, so no member role was tried.",
      ja: "ほかに有効なメンバーアカウントがないため、メンバーのロールは確認していません。",
    },
    hint: { en: "Test again when there is one.", ja: "メンバーアカウントを追加したら、もう一度テストしてください。" },
  },
  "endpoint-failed": {
    text: { en: "AWS did not answer, or not as AWS does.", ja: "AWS から正しい応答がありませんでした。" },
    hint: {
      en: "Check AWS_ENDPOINT_URL, the installation's own credentials and the network, then test again.",
      ja: "AWS_ENDPOINT_URL、この環境自身の認証情報、ネットワークを確認してから、もう一度テストしてください。",
    },
  },
  internal: {
    text: {
      en: "A mistake of ours ended the test. It says nothing about your roles.",
      ja: "当製品側の問題でテストが中断しました。ロールについては判定できていません。",
    },
    hint: {
      en: "Test again. If it happens again, tell the administrator of this installation.",
      ja: "もう一度テストしてください。繰り返す場合は、この環境の管理者に連絡してください。",
    },
  },
  "not-reached": {
    text: { en: "Not tried, because an earlier step failed.", ja: "前の手順が失敗したため、実行していません。" },
    hint: { en: "", ja: "" },
  },
} as const satisfies Record<string, { text: Localized; hint: Localized }>;
export type ConnectionTestCode = keyof typeof connectionTestCodes;

import type { Localized } from "./domains.ts";
import type { UnreadCode } from "./reading.ts";

/** `label` is for tables, `text` says what happened, `hint` how to mend it. */
export type UnreadText = { readonly label: Localized; readonly text: Localized; readonly hint: Localized };

/** Words for everything that could not be read. */
export const unreadTexts: Readonly<Record<UnreadCode, UnreadText>> = {
  "access-denied": {
    label: { en: "Access denied", ja: "アクセス拒否" },
    text: { en: "AWS refused the call.", ja: "AWS が呼び出しを拒否しました。" },
    hint: {
      en: "Compare the role with the output of `sekinin permissions`, and look for an SCP or RCP that denies the action.",
      ja: "ロールを `sekinin permissions` の出力と比べ、このアクションを拒否する SCP や RCP がないか確認してください。",
    },
  },
  throttled: {
    label: { en: "Throttled", ja: "スロットリング" },
    text: {
      en: "AWS kept limiting the calls until the time for this account was used up.",
      ja: "AWS による呼び出し制限が続き、このアカウントの制限時間を使い切りました。",
    },
    hint: {
      en: "Run the crawl at a quieter hour, or ask which other tools call the same API.",
      ja: "混雑しない時間帯にクロールを実行するか、同じ API を呼び出している他のツールを確認してください。",
    },
  },
  timeout: {
    label: { en: "Timed out", ja: "タイムアウト" },
    text: { en: "No answer came in time.", ja: "時間内に応答がありませんでした。" },
    hint: {
      en: "Crawl again. If it stays, check the network between the worker and this Region's endpoint.",
      ja: "もう一度クロールしてください。続く場合は、ワーカーとこのリージョンのエンドポイントとの間のネットワークを確認してください。",
    },
  },
  "region-disabled": {
    label: { en: "Region not enabled", ja: "リージョンが無効" },
    text: {
      en: "The Region is not enabled for this account.",
      ja: "このアカウントではリージョンが有効になっていません。",
    },
    hint: {
      en: "Enable the Region, or take it out of the tenant's list of Regions.",
      ja: "リージョンを有効にするか、テナントのリージョン一覧から外してください。",
    },
  },
  "account-suspended": {
    label: { en: "Account suspended", ja: "アカウント停止中" },
    text: {
      en: "The account is suspended or being closed, so it cannot be entered.",
      ja: "アカウントが停止中または解約手続き中のため、アクセスできません。",
    },
    hint: {
      en: "Nothing to do if it is meant to close. Otherwise reactivate it through AWS Support.",
      ja: "解約の予定であれば対応は不要です。そうでなければ AWS サポートを通じて再開してください。",
    },
  },
  "role-missing": {
    label: { en: "Role missing", ja: "ロールがない" },
    text: {
      en: "The read-only role does not exist in the account, or does not trust us with this external ID.",
      ja: "読み取り専用ロールがアカウントに存在しないか、この外部 ID での信頼が設定されていません。",
    },
    hint: {
      en: "Deploy the role's StackSet to this account's OU, and check the external ID in its trust policy.",
      ja: "このアカウントの OU にロールの StackSet を展開し、信頼ポリシーの外部 ID を確認してください。",
    },
  },
  "wrong-account": {
    label: { en: "Wrong account", ja: "アカウントの不一致" },
    text: {
      en: "The role led to another account than the one asked for, so nothing was read.",
      ja: "ロールが想定と異なるアカウントにつながったため、何も読み取っていません。",
    },
    hint: {
      en: "Check the ARN of the role in the connection.",
      ja: "接続に設定されたロールの ARN を確認してください。",
    },
  },
  "wrong-organization": {
    label: { en: "Wrong organization", ja: "組織の不一致" },
    text: {
      en: "The account belongs to another organization than this connection's.",
      ja: "アカウントが、この接続とは異なる組織に属しています。",
    },
    hint: {
      en: "Check the management account's role in the connection. One connection reads exactly one organization.",
      ja: "接続に設定された管理アカウントのロールを確認してください。一つの接続で読み取る組織は一つだけです。",
    },
  },
  "too-many-items": {
    label: { en: "Too many items", ja: "件数超過" },
    text: {
      en: "The list was longer than the crawl reads, or its pages did not end.",
      ja: "一覧がクロールの上限を超えたか、ページが終わりませんでした。",
    },
    hint: {
      en: "Remove what is no longer used. If the list is short in the console, check any proxy between the worker and AWS.",
      ja: "使われていないリソースを削除してください。コンソールで件数が少ない場合は、ワーカーと AWS の間のプロキシを確認してください。",
    },
  },
  "malformed-answer": {
    label: { en: "Malformed answer", ja: "不正な応答" },
    text: {
      en: "The endpoint answered something that is not the API's format.",
      ja: "エンドポイントの応答が API の形式に従っていませんでした。",
    },
    hint: {
      en: "Check AWS_ENDPOINT_URL and any proxy between the worker and AWS, then crawl again.",
      ja: "AWS_ENDPOINT_URL と、ワーカーと AWS の間のプロキシを確認してから、もう一度クロールしてください。",
    },
  },
  "endpoint-failed": {
    label: { en: "Endpoint failed", ja: "エンドポイントの障害" },
    text: {
      en: "The endpoint could not be reached or answered with an error of its own.",
      ja: "エンドポイントに接続できないか、エンドポイント側のエラーが返されました。",
    },
    hint: {
      en: "Look at the AWS Health Dashboard and at the worker's network, then crawl again.",
      ja: "AWS Health Dashboard とワーカーのネットワークを確認してから、もう一度クロールしてください。",
    },
  },
  "not-supported": {
    label: { en: "Not supported", ja: "未対応" },
    text: {
      en: "The endpoint does not offer this service or call here.",
      ja: "このエンドポイントでは、このサービスまたは呼び出しが提供されていません。",
    },
    hint: {
      en: "Nothing to do where AWS does not offer the service. A test endpoint may lack the call.",
      ja: "AWS がサービスを提供していない場所では対応は不要です。テスト用エンドポイントでは、呼び出しが未実装のことがあります。",
    },
  },
  "not-collected": {
    label: { en: "Not collected", ja: "未収集" },
    text: {
      en: "The crawl did not get as far as reading this.",
      ja: "クロールがこの項目の読み取りまで進みませんでした。",
    },
    hint: { en: "Crawl the account again.", ja: "このアカウントをもう一度クロールしてください。" },
  },
  "policy-unreadable": {
    label: { en: "Policy unreadable", ja: "ポリシーを解釈できない" },
    text: {
      en: "The policy is not a document that AWS's grammar allows.",
      ja: "ポリシーが AWS の文法に沿った文書ではありません。",
    },
    hint: {
      en: "Open the policy in the console and save it again in valid JSON.",
      ja: "コンソールでポリシーを開き、正しい JSON として保存し直してください。",
    },
  },
  "value-unreadable": {
    label: { en: "Value unreadable", ja: "値を解釈できない" },
    text: {
      en: "AWS returned no value, or one that this release does not know.",
      ja: "AWS が値を返さなかったか、このリリースの知らない値を返しました。",
    },
    hint: {
      en: "Check the setting in the console. A newer release may know the value.",
      ja: "コンソールで設定を確認してください。新しいリリースでは解釈できる場合があります。",
    },
  },
  "value-encrypted": {
    label: { en: "Encrypted with your key", ja: "お客様の鍵で暗号化" },
    text: {
      en: "The environment variables are encrypted with a customer managed KMS key. Sekinin's role cannot decrypt them, by design.",
      ja: "環境変数がカスタマーマネージド KMS キーで暗号化されています。Sekinin のロールは、設計上これを復号できません。",
    },
    hint: {
      en: "Look at the function's variables in the Lambda console as somebody who may use the key, and move what is secret to Secrets Manager. Do not give the key to Sekinin: the check stays unknown, which you can accept.",
      ja: "キーを使用できる担当者が Lambda コンソールで関数の環境変数を確認し、機密の値は Secrets Manager に移してください。Sekinin にキーの使用を許可する必要はありません。この項目は不明のままですが、許容できます。",
    },
  },
  "not-in-table": {
    label: { en: "Not in our table", ja: "表に未掲載" },
    text: {
      en: "The identifier is not in this release's table, so its dates are not known.",
      ja: "この識別子はこのリリースの表になく、期限が分かりません。",
    },
    hint: {
      en: "Update Sekinin, and look at AWS's own page until then.",
      ja: "Sekinin を更新してください。それまでは AWS のページを確認してください。",
    },
  },
};

import type { CoverageReason, CoverageReasonCode } from "@sekinin/guardrails/coverage";
import { fill } from "@sekinin/ui";
import type { Locale } from "../server/locale.ts";
import type { Both } from "./verdict-words.ts";

/** What is said, and what to do about it. `{detail}` is a name, in backticks. */
const reasons: Readonly<Record<CoverageReasonCode, { readonly text: Both; readonly hint: Both | null }>> = {
  "management-account": {
    text: {
      en: "This is the management account: SCPs and RCPs never bind it.",
      ja: "管理アカウントのため、SCP と RCP は適用されません。",
    },
    hint: { en: "Keep workloads and people out of it.", ja: "ワークロードや利用者を置かないでください。" },
  },
  "type-disabled": {
    text: {
      en: "The policy type `{detail}` is switched off in this organization, so none of its policies applies.",
      ja: "この組織ではポリシータイプ `{detail}` が無効なため、該当するポリシーは適用されません。",
    },
    hint: {
      en: "Enable the type and attach policies again.",
      ja: "タイプを有効にし、ポリシーを再度アタッチしてください。",
    },
  },
  "type-unavailable": {
    text: {
      en: "Policies of type `{detail}` are not available: the organization has consolidated billing only.",
      ja: "この組織は一括請求のみのため、タイプ `{detail}` のポリシーは利用できません。",
    },
    hint: {
      en: "Enable all features of AWS Organizations.",
      ja: "AWS Organizations のすべての機能を有効にしてください。",
    },
  },
  "parameter-missing": {
    text: { en: "The objective needs a value for `{detail}`.", ja: "この目標には `{detail}` の値が必要です。" },
    hint: { en: "Set it in the guardrail settings.", ja: "ガードレール設定で指定してください。" },
  },
  "policy-unreadable": {
    text: {
      en: "Policy `{detail}` cannot be understood, and it may decide.",
      ja: "ポリシー `{detail}` を解釈できません。判定を左右する可能性があります。",
    },
    hint: { en: "Open the policy to see where it breaks.", ja: "ポリシーを開き、問題の箇所を確認してください。" },
  },
  "policy-unread": {
    text: { en: "Policy `{detail}` could not be read.", ja: "ポリシー `{detail}` を読み取れませんでした。" },
    hint: {
      en: "Allow the crawl's role `organizations:DescribePolicy`.",
      ja: "クロール用ロールに `organizations:DescribePolicy` を許可してください。",
    },
  },
  "attachments-unread": {
    text: {
      en: "Where policies are attached could not be read (`{detail}`).",
      ja: "ポリシーのアタッチ先を読み取れませんでした（`{detail}`）。",
    },
    hint: {
      en: "Allow the crawl's role `organizations:ListTargetsForPolicy`.",
      ja: "クロール用ロールに `organizations:ListTargetsForPolicy` を許可してください。",
    },
  },
  "place-unknown": {
    text: {
      en: "The account's place in the tree is not known (`{detail}`).",
      ja: "ツリー内でのアカウントの位置が不明です（`{detail}`）。",
    },
    hint: { en: "Run another crawl.", ja: "もう一度クロールを実行してください。" },
  },
  "over-budget": {
    text: {
      en: "The policies are too entangled to be decided within the budget (`{detail}`).",
      ja: "ポリシーが複雑すぎるため、計算の上限内で判定できませんでした（`{detail}`）。",
    },
    hint: {
      en: "Fewer wildcards in one condition help.",
      ja: "一つの条件に含まれるワイルドカードを減らしてください。",
    },
  },
  "variable-unbound": {
    text: {
      en: "A policy variable cannot be resolved: `{detail}`.",
      ja: "ポリシー変数 `{detail}` を解決できません。",
    },
    hint: null,
  },
  "no-policy": {
    text: {
      en: "On the level `{detail}` no policy allows anything, so that every request is denied there.",
      ja: "階層 `{detail}` には許可するポリシーがなく、すべての要求が拒否されます。",
    },
    hint: {
      en: "Attach FullAWSAccess or an allow list.",
      ja: "FullAWSAccess または許可リストをアタッチしてください。",
    },
  },
  "action-unknown": {
    text: {
      en: "The action `{detail}` is not in the reference of AWS's actions.",
      ja: "操作 `{detail}` は AWS のアクション一覧にありません。",
    },
    hint: null,
  },
  "account-not-active": {
    text: { en: "The account is not active (`{detail}`).", ja: "アカウントが有効ではありません（`{detail}`）。" },
    hint: null,
  },
};

/** Why there is no verdict, or why it is what it is. Backticks mark names; `hint` says what to do. */
export function reasonWords(
  { code, detail }: CoverageReason,
  locale: Locale,
): { readonly text: string; readonly hint: string | null } {
  const { text, hint } = reasons[code];
  const said = detail === "" ? text[locale].replace(/ ?[(（]?`\{detail\}`[)）]?/, "") : text[locale];
  return { text: fill(said, { detail }), hint: hint?.[locale] ?? null };
}

import type { ChangeEffect, OrganizationChange } from "@sekinin/guardrails";
import type { CoverageVerdict } from "@sekinin/guardrails/coverage";
import type { Locale } from "../server/locale.ts";
import { type Both, verdictNames } from "./verdict-words.ts";

/** Names of policy types, as AWS's console writes them. */
const typeNames: Readonly<Record<string, Both>> = {
  SERVICE_CONTROL_POLICY: { en: "Service control policy", ja: "サービスコントロールポリシー" },
  RESOURCE_CONTROL_POLICY: { en: "Resource control policy", ja: "リソースコントロールポリシー" },
  DECLARATIVE_POLICY_EC2: { en: "Declarative policy for EC2", ja: "EC2 の宣言型ポリシー" },
  TAG_POLICY: { en: "Tag policy", ja: "タグポリシー" },
  BACKUP_POLICY: { en: "Backup policy", ja: "バックアップポリシー" },
  AISERVICES_OPT_OUT_POLICY: { en: "AI services opt-out policy", ja: "AI サービスのオプトアウトポリシー" },
  CHATBOT_POLICY: { en: "Chat applications policy", ja: "チャットアプリケーションポリシー" },
  SECURITYHUB_POLICY: { en: "Security Hub policy", ja: "Security Hub ポリシー" },
  S3_POLICY: { en: "S3 policy", ja: "S3 ポリシー" },
};

/** The name of a policy type; one that AWS adds later stands as it is. */
export function policyTypeName(type: string, locale: Locale): string {
  return typeNames[type]?.[locale] ?? type;
}

/** What changed, in one line; backticks mark names. `nameOf` gives the name of a node by its id. */
export function changeWords(change: OrganizationChange, locale: Locale, nameOf: (nodeId: string) => string): string {
  const says = locale === "ja" ? japanese : english;
  return says(change, (id) => `\`${nameOf(id)}\``);
}

function english(change: OrganizationChange, node: (id: string) => string): string {
  switch (change.kind) {
    case "policy-created":
      return `Policy \`${change.name}\` was created`;
    case "policy-removed":
      return `Policy \`${change.name}\` was removed`;
    case "policy-edited":
      return `Policy \`${change.name}\` was edited`;
    case "policy-renamed":
      return `Policy \`${change.before}\` is now called \`${change.name}\``;
    case "attached":
      return `Policy \`${change.name}\` was attached to \`${change.targetName}\``;
    case "detached":
      return `Policy \`${change.name}\` was detached from \`${change.targetName}\``;
    case "account-moved":
      return `Account \`${change.name}\` moved from ${node(change.from)} to ${node(change.to)}`;
    case "unit-moved":
      return `OU \`${change.name}\` moved from ${node(change.from)} to ${node(change.to)}`;
    case "account-joined":
      return `Account \`${change.name}\` joined below ${node(change.parentId)}`;
    case "account-left":
      return `Account \`${change.name}\` left the organization`;
    case "unit-created":
      return `OU \`${change.name}\` was created below ${node(change.parentId)}`;
    case "unit-removed":
      return `OU \`${change.name}\` was removed`;
    case "type-enabled":
      return `${policyTypeName(change.type, "en")}: the type was switched on`;
    case "type-disabled":
      return `${policyTypeName(change.type, "en")}: the type was switched off, all its policies are detached`;
  }
}

function japanese(change: OrganizationChange, node: (id: string) => string): string {
  switch (change.kind) {
    case "policy-created":
      return `ポリシー \`${change.name}\` が作成されました`;
    case "policy-removed":
      return `ポリシー \`${change.name}\` が削除されました`;
    case "policy-edited":
      return `ポリシー \`${change.name}\` が編集されました`;
    case "policy-renamed":
      return `ポリシー \`${change.before}\` の名前が \`${change.name}\` に変わりました`;
    case "attached":
      return `ポリシー \`${change.name}\` が \`${change.targetName}\` にアタッチされました`;
    case "detached":
      return `ポリシー \`${change.name}\` が \`${change.targetName}\` からデタッチされました`;
    case "account-moved":
      return `アカウント \`${change.name}\` が ${node(change.from)} から ${node(change.to)} へ移動しました`;
    case "unit-moved":
      return `OU \`${change.name}\` が ${node(change.from)} から ${node(change.to)} へ移動しました`;
    case "account-joined":
      return `アカウント \`${change.name}\` が ${node(change.parentId)} に加わりました`;
    case "account-left":
      return `アカウント \`${change.name}\` が組織を離れました`;
    case "unit-created":
      return `OU \`${change.name}\` が ${node(change.parentId)} に作成されました`;
    case "unit-removed":
      return `OU \`${change.name}\` が削除されました`;
    case "type-enabled":
      return `${policyTypeName(change.type, "ja")}のタイプが有効になりました`;
    case "type-disabled":
      return `${policyTypeName(change.type, "ja")}のタイプが無効になり、すべてデタッチされました`;
  }
}

/** "14 accounts: Enforced → None". An effect's verdicts are texts of a file or row: what is not known stands as it is. */
export function effectWords({ accounts, before, after }: ChangeEffect, locale: Locale): string {
  const name = (verdict: string) => verdictNames[verdict as CoverageVerdict]?.[locale] ?? verdict;
  const many = locale === "ja" ? `${accounts} アカウント：` : `${accounts} account${accounts === 1 ? "" : "s"}: `;
  if (before === after)
    return locale === "ja" ? `${many}${name(after)}（抜け道が変化）` : `${many}${name(after)}, by other ways out`;
  return `${many}${name(before)} → ${name(after)}`;
}

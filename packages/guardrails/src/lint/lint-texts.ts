import type { LocalizedText } from "../objectives/objective.ts";
import type { LintCode } from "./lint-problem.ts";

export type LintText = {
  /** The kind of problem, for lists and filters. */
  readonly title: LocalizedText;
  /** What is said of one; `{name}` stands for a detail. */
  readonly message: LocalizedText;
  /** Instead of `message`, by the problem's detail `rule`, `why`, `what` or `problem`. */
  readonly variants?: Readonly<Record<string, LocalizedText>>;
};

/** Words for each code. Full of facts that AWS's pages state; the rules beside the code cite them. */
export const lintTexts: Readonly<Record<LintCode, LintText>> = {
  "policy-syntax": {
    title: { en: "Not a valid policy", ja: "ポリシーとして読めない" },
    message: {
      en: "AWS would refuse this policy ({problem}).",
      ja: "AWS はこのポリシーを受け付けません（{problem}）。",
    },
    variants: {
      "not-json": { en: "This is not valid JSON.", ja: "JSON として正しくありません。" },
      "not-an-object": { en: "A policy is a JSON object.", ja: "ポリシーは JSON オブジェクトで書きます。" },
      "duplicate-key": {
        en: "An object has the same key twice; AWS refuses that.",
        ja: "同じキーが 1 つのオブジェクトに 2 回あります。AWS は受け付けません。",
      },
      "unknown-element": {
        en: "The policy language has no such element.",
        ja: "ポリシー言語にない要素です。",
      },
      "unknown-version": {
        en: 'Version must be "2012-10-17".',
        ja: "Version には「2012-10-17」を指定してください。",
      },
      "missing-element": { en: "A required element is missing.", ja: "必須の要素がありません。" },
      "conflicting-elements": {
        en: "These two elements exclude each other.",
        ja: "同時に使えない 2 つの要素が指定されています。",
      },
      "wrong-type": { en: "The value has the wrong type.", ja: "値の型が正しくありません。" },
      "too-large": { en: "The text is far too large for a policy.", ja: "ポリシーとしては大きすぎます。" },
      "too-deep": { en: "The text is nested too deeply.", ja: "入れ子が深すぎます。" },
      "too-many-statements": { en: "The policy has too many statements.", ja: "ステートメントが多すぎます。" },
      "lone-surrogate": {
        en: "A text holds half a character (a lone surrogate).",
        ja: "文字として不完全なデータ（孤立サロゲート）が含まれています。",
      },
      "unknown-operator": {
        en: "There is no condition operator {text}.",
        ja: "条件演算子 {text} は存在しません。",
      },
      "duplicate-sid": {
        en: "An earlier statement has the Sid {text}; a Sid must be unique in a policy.",
        ja: "Sid「{text}」は前のステートメントで使われています。Sid はポリシー内で一意にしてください。",
      },
      "odd-value": {
        en: "The operator does not take the value {text}.",
        ja: "この演算子に値 {text} は指定できません。",
      },
    },
  },
  "policy-too-large": {
    title: { en: "Larger than the quota", ja: "サイズ上限を超過" },
    message: {
      en: "The policy has {size} characters, {minified} without blank space; AWS takes {limit}.",
      ja: "ポリシーは {size} 文字（空白を除くと {minified} 文字）です。上限は {limit} 文字です。",
    },
  },
  "too-many-attached": {
    title: { en: "Too many policies attached", ja: "アタッチ数の上限を超過" },
    message: {
      en: "{count} policies of this type are attached here; AWS takes {limit}.",
      ja: "この種類のポリシーが {count} 件アタッチされています。上限は {limit} 件です。",
    },
  },
  "no-policy-attached": {
    title: { en: "No SCP attached", ja: "SCP が 1 つもない" },
    message: {
      en: "No SCP is attached to {target}, so nothing is allowed there or below. AWS keeps at least one.",
      ja: "{target} に SCP がアタッチされていないため、ここから下では何も許可されません。AWS では必ず 1 つ以上必要です。",
    },
  },
  "element-not-allowed": {
    title: { en: "Element not taken by this policy type", ja: "この種類のポリシーでは使えない要素" },
    message: { en: "{element} cannot be used like this here.", ja: "{element} はこの形では使えません。" },
    variants: {
      missing: { en: "{element} is missing.", ja: "{element} がありません。" },
      "not-taken": {
        en: "{element} cannot be used in this type of policy.",
        ja: "この種類のポリシーでは {element} を使えません。",
      },
      "deny-only": {
        en: "A resource control policy can only deny.",
        ja: "リソースコントロールポリシーで指定できるのは Deny だけです。",
      },
      "everyone-only": {
        en: 'Principal must be "*" in a resource control policy; use conditions to narrow it.',
        ja: "リソースコントロールポリシーの Principal は「*」だけです。対象は条件で絞り込んでください。",
      },
      "service-needed": {
        en: "An action needs its service prefix here, such as s3:*.",
        ja: "アクションには s3:* のようにサービスのプレフィックスが必要です。",
      },
      empty: { en: "{element} is an empty list.", ja: "{element} のリストが空です。" },
    },
  },
  "type-not-enabled": {
    title: { en: "Policy type is off", ja: "ポリシータイプが無効" },
    message: {
      en: "The policy type {type} is not enabled, so these policies do nothing: {policies}.",
      ja: "ポリシータイプ {type} が有効ではないため、次のポリシーは効いていません：{policies}。",
    },
  },
  "target-missing": {
    title: { en: "Attached to something that does not exist", ja: "アタッチ先が存在しない" },
    message: {
      en: "The organization has no root, OU or account {target}.",
      ja: "組織にルート、OU、アカウントのいずれとしても {target} はありません。",
    },
  },
  "contradictory-attachment": {
    title: { en: "Contradictory data", ja: "矛盾したデータ" },
    message: { en: "The data contradict each other.", ja: "データが互いに矛盾しています。" },
    variants: {
      twice: {
        en: "The policy is listed twice as attached to {target}.",
        ja: "{target} へのアタッチが 2 回記録されています。",
      },
      id: {
        en: "Two policies have this id, so nobody can say which one is in force.",
        ja: "同じ ID のポリシーが 2 つあり、どちらが有効か判断できません。",
      },
      parents: {
        en: "{target} has two parents: {parents}.",
        ja: "{target} に親が 2 つあります：{parents}。",
      },
    },
  },
  "action-unknown": {
    title: { en: "Unknown action", ja: "存在しないアクション" },
    message: {
      en: "AWS documents no action {action} (as of {date}), so this entry matches nothing.",
      ja: "{action} に当たるアクションは AWS のドキュメントにありません（{date} 時点）。この指定は何にも一致しません。",
    },
  },
  "service-unknown": {
    title: { en: "Unknown service", ja: "存在しないサービス" },
    message: {
      en: "There is no service prefix {service}, so {action} matches nothing.",
      ja: "サービスのプレフィックス {service} は存在しないため、{action} は何にも一致しません。",
    },
  },
  "key-unknown": {
    title: { en: "Unknown condition key", ja: "存在しない条件キー" },
    message: {
      en: "AWS documents no condition key {key}. A request never carries it.",
      ja: "条件キー {key} は AWS のドキュメントにありません。リクエストに含まれることはありません。",
    },
  },
  "key-never-present": {
    title: { en: "Key that the action never carries", ja: "アクションに含まれない条件キー" },
    message: {
      en: "Requests of {actions} never carry {key}: a positive test on it never matches there, a negated one always does.",
      ja: "{actions} のリクエストに {key} が含まれることはありません。肯定の条件は決して一致せず、否定の条件は必ず一致します。",
    },
  },
  "resource-never-matches": {
    title: { en: "Resource that never matches", ja: "決して一致しないリソース" },
    message: {
      en: "None of the actions is authorized against {resource}; a form that fits is {expected}.",
      ja: "指定されたアクションはいずれも {resource} を対象としません。対象となる形式の例：{expected}",
    },
  },
  "condition-never-matches": {
    title: { en: "Value that never matches", ja: "決して一致しない値" },
    message: {
      en: "No request has a {key} that {operator} {value} could match.",
      ja: "{key} が {operator} で {value} に一致するリクエストはあり得ません。",
    },
  },
  "statement-never-matches": {
    title: { en: "Statement that never matches", ja: "決して一致しないステートメント" },
    message: {
      en: "No request can match this statement, because of {element}.",
      ja: "{element} のため、このステートメントに一致するリクエストはあり得ません。",
    },
  },
  "service-not-controlled": {
    title: { en: "Service that RCPs do not cover", ja: "RCP の対象外のサービス" },
    message: {
      en: "Resource control policies do not cover {action} (list of {date}), so the statement does nothing there.",
      ja: "{action} はリソースコントロールポリシーの対象外です（{date} 時点の一覧）。このステートメントは効きません。",
    },
  },
  "attached-nowhere": {
    title: { en: "Attached nowhere", ja: "どこにもアタッチされていない" },
    message: {
      en: "{policy} is attached to nothing, so it does nothing.",
      ja: "{policy} はどこにもアタッチされておらず、効果がありません。",
    },
  },
  "exempt-target": {
    title: { en: "Attached to the management account", ja: "管理アカウントへのアタッチ" },
    message: {
      en: "The management account {target} is exempt, so this attachment does nothing.",
      ja: "管理アカウント {target} は対象外のため、このアタッチには効果がありません。",
    },
  },
  "set-operator-on-single-value": {
    title: { en: "Set operator on a single value", ja: "単一値のキーへの集合演算子" },
    message: {
      en: "{key} has one value; {operator} is for keys with several, and treats a missing key differently.",
      ja: "{key} の値は 1 つです。{operator} は複数の値を持つキーのための演算子で、キーがない場合の扱いが変わります。",
    },
  },
  "missing-key-escapes": {
    title: { en: "Requests without the key get through", ja: "キーのないリクエストは素通り" },
    message: {
      en: "A request without {key} does not match {operator}, so this Deny does not stop it.",
      ja: "{key} のないリクエストは {operator} に一致しないため、この Deny では止まりません。",
    },
  },
  "missing-key-matches": {
    title: { en: "Requests without the key match", ja: "キーのないリクエストも一致" },
    message: {
      en: "{operator} on {key} also matches requests without the key.",
      ja: "{key} に対する {operator} は、キーのないリクエストにも一致します。",
    },
    variants: {
      "no-values": {
        en: "{operator} is true when the request has no {key} at all; add a Null condition if that is not meant.",
        ja: "{operator} は {key} がまったくないリクエストでも真になります。意図しない場合は Null 条件を追加してください。",
      },
      "aws-service": {
        en: "Calls that an AWS service makes on a caller's behalf have no such {key}, so this Deny stops them too; add aws:ViaAWSService = false.",
        ja: "AWS サービスが代わりに行う呼び出しには {key} の値がないか異なるため、この Deny で止まります。aws:ViaAWSService = false の条件を追加してください。",
      },
    },
  },
  "variable-is-literal": {
    title: { en: "Variable taken as plain text", ja: "変数として扱われない文字列" },
    message: { en: "{text} is taken as plain text.", ja: "{text} はただの文字列として扱われます。" },
    variants: {
      version: {
        en: 'Without Version "2012-10-17", {text} is plain text and no variable.',
        ja: "Version が「2012-10-17」でないため、{text} は変数ではなくただの文字列です。",
      },
      brace: {
        en: "The variable in {text} is not closed, so it is plain text.",
        ja: "{text} の変数が閉じられていないため、ただの文字列です。",
      },
    },
  },
  "variable-missing": {
    title: { en: "Variable that may have no value", ja: "値がないことのある変数" },
    message: {
      en: "{key} may have no value. Then a positive condition or a resource matches nothing, and a negated one matches everything.",
      ja: "{key} には値がないことがあります。その場合、肯定の条件やリソースは何にも一致せず、否定の条件はすべてに一致します。",
    },
    variants: {
      "several-values": {
        en: "{key} has several values and cannot be used as a variable.",
        ja: "{key} は複数の値を持つため、変数として使えません。",
      },
    },
  },
  "self-made-exemption": {
    title: { en: "Exemption that an account can give itself", ja: "アカウント側で作れる例外" },
    message: {
      en: "An administrator of {count} accounts below can make or take over a principal that {pattern} exempts ({actions}).",
      ja: "配下の {count} アカウントの管理者は、例外 {pattern} に当たるプリンシパルを自分で作成または乗っ取ることができます（{actions}）。",
    },
  },
  "foreign-account-exemption": {
    title: { en: "Exemption by name in any account", ja: "アカウントを問わない名前による例外" },
    message: {
      en: "The exemption {pattern} holds for a principal of that name in every account.",
      ja: "例外 {pattern} は、どのアカウントでもその名前のプリンシパルに適用されます。",
    },
  },
  "duplicate-policy": {
    title: { en: "Two policies say the same", ja: "同じ内容のポリシー" },
    message: {
      en: "{otherName} ({other}) says exactly the same.",
      ja: "{otherName}（{other}）とまったく同じ内容です。",
    },
  },
  "duplicate-statement": {
    title: { en: "Two statements say the same", ja: "同じ内容のステートメント" },
    message: { en: "{other} says exactly the same.", ja: "{other} とまったく同じ内容です。" },
  },
  "shadowed-statement": {
    title: { en: "Statement without effect", ja: "効果のないステートメント" },
    message: {
      en: "{statement} of {by} covers everything that this statement does, wherever it is attached.",
      ja: "アタッチ先のすべてで、{by} の {statement} がこのステートメントの対象をすべて含んでいます。",
    },
  },
  "near-quota": {
    title: { en: "Close to a quota", ja: "上限が近い" },
    message: { en: "{size} of {limit} are in use.", ja: "上限 {limit} のうち {size} を使用しています。" },
    variants: {
      size: {
        en: "The policy has {size} of the {limit} characters that AWS takes.",
        ja: "ポリシーは上限 {limit} 文字のうち {size} 文字を使用しています。",
      },
      attachments: {
        en: "All {limit} places for policies of this type are taken here.",
        ja: "この種類のポリシーのアタッチ数が上限の {limit} 件に達しています。",
      },
      policies: {
        en: "The organization has {size} of the {limit} policies of this type that AWS takes.",
        ja: "組織内のこの種類のポリシーは、上限 {limit} 件のうち {size} 件です。",
      },
    },
  },
  "locked-out": {
    title: { en: "Everything is locked out", ja: "すべての操作が遮断" },
    message: {
      en: "No action is left that the SCPs on the way to {target} allow, so nobody can do anything there or below.",
      ja: "{target} までの SCP をすべて通るアクションがないため、ここから下では誰も何も実行できません。",
    },
    variants: {
      denied: {
        en: "An SCP denies everything on {target}, so nobody can do anything there or below. Right for accounts in quarantine.",
        ja: "SCP が {target} ですべてを拒否しているため、ここから下では誰も何も実行できません。隔離用の OU であれば正しい設定です。",
      },
    },
  },
  "service-locked-out": {
    title: { en: "Services are locked out", ja: "サービスが遮断" },
    message: {
      en: "No action of {services} gets through to {target}.",
      ja: "{services} のアクションは {target} では 1 つも許可されません。",
    },
    variants: {
      listed: {
        en: "This statement allows {services} on {target}, but another policy on the way does not, so it stays blocked.",
        ja: "このステートメントは {target} で {services} を許可していますが、経路上の別のポリシーが許可していないため使えません。",
      },
      "in-use": {
        en: "{target} uses {services}, and no action of it gets through the SCPs.",
        ja: "{target} は {services} を使っていますが、SCP を通るアクションが 1 つもありません。",
      },
    },
  },
  "tree-broken": {
    title: { en: "Broken tree", ja: "組織ツリーの破損" },
    message: {
      en: "{count} nodes do not reach the root: {nodes}.",
      ja: "{count} 個のノードがルートにつながっていません：{nodes}。",
    },
    variants: {
      cycle: {
        en: "{count} nodes hang below a circle of parents: {nodes}.",
        ja: "親子関係が循環しており、{count} 個のノードがルートにつながっていません：{nodes}。",
      },
      orphan: {
        en: "The parent {missing} does not exist; {count} nodes hang below it: {nodes}.",
        ja: "親 {missing} が存在しません。その下に {count} 個のノードがあります：{nodes}。",
      },
    },
  },
  "outside-units": {
    title: { en: "Accounts that no OU's policies reach", ja: "OU のポリシーが届かないアカウント" },
    message: {
      en: "{count} accounts have no restricting SCP on their way: {accounts}.",
      ja: "制限する SCP が経路上にないアカウントが {count} 件あります：{accounts}。",
    },
    variants: {
      "in-root": {
        en: "{count} accounts stand directly below the root, so no OU's policies reach them: {accounts}.",
        ja: "{count} 件のアカウントがルート直下にあり、OU のポリシーが届きません：{accounts}。",
      },
    },
  },
  unread: {
    title: { en: "Could not be read", ja: "読み取れなかった情報" },
    message: {
      en: "{what} could not be read ({reason}), so verdicts that depend on it are unknown.",
      ja: "{what} を読み取れませんでした（{reason}）。これに依存する判定は不明になります。",
    },
    variants: {
      content: {
        en: "The text of {policy} could not be read ({reason}), so verdicts that depend on it are unknown.",
        ja: "{policy} の内容を読み取れませんでした（{reason}）。これに依存する判定は不明になります。",
      },
      targets: {
        en: "Where {policy} is attached could not be read ({reason}); it may be in force anywhere.",
        ja: "{policy} のアタッチ先を読み取れませんでした（{reason}）。どこかで有効な可能性があります。",
      },
    },
  },
};

/** One problem in words. Details are put in as they are: whoever shows it escapes them. */
export function lintMessage(
  { code, details }: { readonly code: LintCode; readonly details: Readonly<Record<string, string>> },
  locale: keyof LocalizedText,
): string {
  const { message, variants = {} } = lintTexts[code];
  const variant = [details.rule, details.why, details.what, details.problem].find(
    (name) => name !== undefined && Object.hasOwn(variants, name),
  );
  const text = (variant === undefined ? message : (variants[variant] ?? message))[locale];
  return text.replace(/\{(\w+)\}/g, (_whole, name: string) => {
    const detail = Object.hasOwn(details, name) ? (details[name] ?? "") : "";
    return listDetails.has(name) ? listIn(detail, locale) : detail;
  });
}

const listDetails = new Set(["actions", "accounts", "nodes", "services", "policies", "pattern", "parents"]);

/** A list as `someOf` writes it, in the reader's language. */
function listIn(detail: string, locale: keyof LocalizedText): string {
  const [, listed = detail, more] = /^(.*) \(\+(\d+)\)$/s.exec(detail) ?? [];
  const names = locale === "ja" ? listed.replaceAll(", ", "、") : listed;
  if (more === undefined) return names;
  return locale === "ja" ? `${names}（ほか ${more} 件）` : `${names} and ${more} more`;
}

import type { CoverageVerdict, WayOutKind } from "@sekinin/guardrails/coverage";

export type Both = { readonly en: string; readonly ja: string };

/** One word for each verdict. */
export const verdictNames: Readonly<Record<CoverageVerdict, Both>> = {
  enforced: { en: "Enforced", ja: "強制" },
  conditional: { en: "Conditional", ja: "条件付き" },
  partial: { en: "Partial", ja: "部分的" },
  none: { en: "None", ja: "なし" },
  unknown: { en: "Unknown", ja: "不明" },
  exempt: { en: "Exempt", ja: "対象外" },
};

/** What each verdict says about every possible request, in a sentence. */
export const verdictMeanings: Readonly<Record<CoverageVerdict, Both>> = {
  enforced: {
    en: "No request of this kind gets through, whoever sends it.",
    ja: "誰が送っても、この種の要求は一切通りません。",
  },
  conditional: {
    en: "Stopped, save for the ways out that are listed.",
    ja: "止められています。ただし、一覧にある抜け道を除きます。",
  },
  partial: {
    en: "Some actions are stopped, others are open to everybody.",
    ja: "一部の操作は止められていますが、残りは誰でも実行できます。",
  },
  none: { en: "Nothing stops it.", ja: "止めるものがありません。" },
  unknown: {
    en: "Cannot be decided, with the reason. Never counted as good.",
    ja: "判定できません（理由を表示）。良い結果としては数えません。",
  },
  exempt: {
    en: "The management account: no SCP and no RCP binds it.",
    ja: "管理アカウントです。SCP も RCP も適用されません。",
  },
};

/** How a way out comes about. */
export const wayOutKinds: Readonly<Record<WayOutKind, Both>> = {
  "named-exemption": { en: "Named exemption", ja: "名指しの例外" },
  route: { en: "Route", ja: "経路" },
  state: { en: "State of the resource", ja: "リソースの状態" },
  open: { en: "Open to everybody", ja: "誰でも可能" },
};

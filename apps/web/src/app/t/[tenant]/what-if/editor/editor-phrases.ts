import type { Locale } from "../../../../../server/locale.ts";

const japanese = {
  Find: "検索",
  Replace: "置換",
  next: "次へ",
  previous: "前へ",
  all: "すべて選択",
  "match case": "大文字と小文字を区別",
  regexp: "正規表現",
  "by word": "単語単位",
  replace: "置換",
  "replace all": "すべて置換",
  close: "閉じる",
  "current match": "現在の一致",
  "on line": "行",
  "replaced match on line $": "$ 行目の一致を置換しました",
  "replaced $ matches": "$ 件を置換しました",
  "Go to line": "行へ移動",
  go: "移動",
  Completions: "入力候補",
  Diagnostics: "問題",
  "No diagnostics": "問題はありません",
  "Control character": "制御文字",
  "Selection deleted": "選択範囲を削除しました",
  "Fold line": "折りたたむ",
  "Unfold line": "展開する",
  "folded code": "折りたたまれた部分",
  unfold: "展開する",
} as const;

/** CodeMirror's own words in the reader's language; English is what it has itself. */
export function editorPhrases(locale: Locale): Readonly<Record<string, string>> {
  return locale === "ja" ? japanese : {};
}

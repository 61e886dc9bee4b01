import type { Locale } from "../../../../../server/locale.ts";

/** What a file should hold at a place, in Japanese; the reader of files says it in English. */
const japanese: readonly (readonly [pattern: RegExp, said: string])[] = [
  [/^an object or a text$/, "オブジェクトまたは文字列"],
  [/^an object$/, "オブジェクト"],
  [/^a list$/, "リスト"],
  [/^a text of 1 to 2,048 characters$/, "1～2,048 文字の文字列"],
  [/^whole characters$/, "完全な文字"],
  [/^each key once$/, "キーの重複なし"],
  [/^JSON$/, "JSON"],
  [/^12 digits$/, "12 桁の数字"],
  [/^at most (\d+) characters$/, "$1 文字以内"],
  [/^`o-` and 10 to 32 small letters or digits$/, "`o-` に続く 10～32 文字の英小文字または数字"],
];

/** One of a few texts: `"ALL" or "CONSOLIDATED_BILLING"`. */
const choices = /^"[^"]*"(?: or "[^"]*")*$/;

/** What would do instead, in the reader's language. What is not known stands as it is. */
export function expectedWords(expected: string, locale: Locale): string {
  if (locale === "en") return expected;
  if (choices.test(expected)) return expected.replaceAll('" or "', '" または "');
  const known = japanese.find(([pattern]) => pattern.test(expected));
  return known === undefined ? expected : expected.replace(known[0], known[1]);
}

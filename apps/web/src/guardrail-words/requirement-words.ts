import type { WayOutRequirement } from "@sekinin/guardrails/coverage";
import type { Locale } from "../server/locale.ts";
import { listWords } from "./list-words.ts";
import { principalWords } from "./principal-words.ts";
import type { Both } from "./verdict-words.ts";

type Said = (values: string, all: readonly string[]) => string;
/** `not`: how its opposite is said where a plain negation would not read well. */
type Sentence = { readonly en: Said; readonly ja: Said; readonly not?: { readonly en?: Said; readonly ja?: Said } };

/**
 * What a request has on a key that people know by another name; `values` are in backticks, joined by "or". Keys of
 * who asks give a noun, all others what may follow it: "role `Admin`" and "in Region `eu-west-1`".
 */
const matching: Readonly<Record<string, Sentence>> = {
  "aws:principalarn": {
    en: (_, all) => principalWords(all, "en"),
    ja: (_, all) => principalWords(all, "ja"),
  },
  "aws:principalorgpaths": { en: (v) => `principals below ${v}`, ja: (v) => `${v} の配下のプリンシパル` },
  "aws:principaltype": { en: (v) => `principals of type ${v}`, ja: (v) => `種類が ${v} のプリンシパル` },
  "aws:username": { en: (v) => `the user ${v}`, ja: (v) => `ユーザー ${v}` },
  "aws:userid": { en: (v) => `the principal with the id ${v}`, ja: (v) => `ID が ${v} のプリンシパル` },
  "aws:sourceidentity": {
    en: (v) => `sessions with the source identity ${v}`,
    ja: (v) => `ソース ID が ${v} のセッション`,
  },
  "aws:viaawsservice": {
    en: (_, all) => (isTrue(all) ? "through an AWS service that calls for the caller" : "calling directly"),
    ja: (_, all) => (isTrue(all) ? "AWS サービスが代行する呼び出し" : "直接の呼び出し"),
  },
  "aws:calledvia": { en: (v) => `through ${v}`, ja: (v) => `${v} を経由した呼び出し` },
  "aws:calledviafirst": { en: (v) => `first through ${v}`, ja: (v) => `最初に ${v} を経由した呼び出し` },
  "aws:calledvialast": { en: (v) => `last through ${v}`, ja: (v) => `最後に ${v} を経由した呼び出し` },
  "aws:sourceip": {
    en: (v) => `from the addresses ${v}`,
    ja: (v) => `アドレス ${v} からの呼び出し`,
    not: { ja: (v) => `アドレス ${v} 以外からの呼び出し` },
  },
  "aws:vpcsourceip": {
    en: (v) => `from the addresses ${v} inside a VPC`,
    ja: (v) => `VPC 内のアドレス ${v} からの呼び出し`,
    not: { ja: (v) => `VPC 内のアドレス ${v} 以外からの呼び出し` },
  },
  "aws:sourcevpc": {
    en: (v) => `through the VPC ${v}`,
    ja: (v) => `VPC ${v} を経由した呼び出し`,
    not: { ja: (v) => `VPC ${v} を経由しない呼び出し` },
  },
  "aws:sourcevpce": {
    en: (v) => `through the VPC endpoint ${v}`,
    ja: (v) => `VPC エンドポイント ${v} を経由した呼び出し`,
    not: { ja: (v) => `VPC エンドポイント ${v} を経由しない呼び出し` },
  },
  "aws:multifactorauthpresent": {
    en: (_, all) => (isTrue(all) ? "with MFA" : "without MFA"),
    ja: (_, all) => (isTrue(all) ? "MFA 認証済みのセッションでの呼び出し" : "MFA なしのセッションでの呼び出し"),
  },
  "aws:requestedregion": {
    en: (v) => `in Region ${v}`,
    ja: (v) => `リージョン ${v} での呼び出し`,
    not: { en: (v) => `in any Region but ${v}`, ja: (v) => `リージョン ${v} 以外での呼び出し` },
  },
  "aws:principalisawsservice": {
    en: (_, all) => (isTrue(all) ? "as an AWS service itself" : "unless it is an AWS service itself"),
    ja: (_, all) => (isTrue(all) ? "AWS サービス自身による呼び出し" : "AWS サービス自身によらない呼び出し"),
  },
  $resource: {
    en: (v) => `on the resource ${v}`,
    ja: (v) => `リソース ${v} に対する呼び出し`,
    not: { en: (v) => `on any resource but ${v}`, ja: (v) => `リソース ${v} 以外に対する呼び出し` },
  },
};

/** Keys that end in a tag's name. */
const tagged: readonly (readonly [prefix: string, (tag: string) => Sentence])[] = [
  [
    "aws:principaltag/",
    (tag) => ({
      en: (v) => `principals with the tag \`${tag}\` = ${v}`,
      ja: (v) => `タグ \`${tag}\` = ${v} の付いたプリンシパル`,
    }),
  ],
  [
    "aws:resourcetag/",
    (tag) => ({
      en: (v) => `on resources with the tag \`${tag}\` = ${v}`,
      ja: (v) => `タグ \`${tag}\` = ${v} の付いたリソースに対する呼び出し`,
    }),
  ],
  [
    "aws:requesttag/",
    (tag) => ({
      en: (v) => `setting the tag \`${tag}\` = ${v}`,
      ja: (v) => `タグ \`${tag}\` = ${v} を付ける呼び出し`,
    }),
  ],
];

const absences: Readonly<Record<string, { readonly en: string; readonly ja: string }>> = {
  "aws:multifactorauthpresent": {
    en: "with long-term keys, which never carry MFA",
    ja: "長期アクセスキーによる呼び出し（MFA の情報を持たない）",
  },
  "aws:sourceip": { en: "through a VPC endpoint", ja: "VPC エンドポイントを経由した呼び出し" },
  "aws:sourcevpce": { en: "through no VPC endpoint", ja: "VPC エンドポイントを経由しない呼び出し" },
  "aws:sourcevpc": { en: "through no VPC endpoint", ja: "VPC エンドポイントを経由しない呼び出し" },
  "aws:calledvia": { en: "calling directly", ja: "直接の呼び出し" },
};

/** One requirement in words, as a part of a sentence; backticks mark names and values. */
export function requirementWords(requirement: WayOutRequirement, locale: Locale): string {
  const { key, how, values } = requirement;
  if (how === "absent") {
    const known = absences[key.toLowerCase()];
    return known?.[locale] ?? (locale === "ja" ? `\`${key}\` のない呼び出し` : `without \`${key}\``);
  }
  const said = listWords(
    values.map((value) => `\`${value}\``),
    locale,
    "or",
  );
  const words = locale === "ja" ? japanese(requirement, said) : english(requirement, said);
  const notes = notesOf(requirement).map((note) => note[locale]);
  if (notes.length === 0) return words;
  return locale === "ja" ? `${words}（${notes.join("、")}）` : `${words} (${notes.join(", ")})`;
}

/** What else holds of the comparison, for the brackets behind it. */
function notesOf({ key, orAbsent, quantifier, ignoresCase }: WayOutRequirement): readonly Both[] {
  const notes: Both[] = [];
  if (quantifier === "every") notes.push({ en: `every value of \`${key}\``, ja: `\`${key}\` のすべての値` });
  if (quantifier === "some") notes.push({ en: `a value of \`${key}\``, ja: `\`${key}\` のいずれかの値` });
  if (ignoresCase === true) notes.push({ en: "in upper or lower case", ja: "大文字と小文字の区別なし" });
  if (orAbsent) notes.push({ en: `or without \`${key}\``, ja: `\`${key}\` がない場合を含む` });
  return notes;
}

function english({ key, how, values }: WayOutRequirement, said: string): string {
  const sentence = sentenceOf(key);
  switch (how) {
    case "matches":
    case "within":
      return sentence?.en(said, values) ?? `where \`${key}\` is ${said}`;
    case "does-not-match":
    case "outside":
      if (sentence === null) return `where \`${key}\` is anything but ${said}`;
      if (sentence.not?.en !== undefined) return sentence.not.en(said, values);
      if (!isPrincipal(key)) return `not ${sentence.en(said, values)}`;
      return `any principal but ${sentence.en(said, values).replace(/^principals /, "those ")}`;
    case "present":
      return `with any \`${key}\``;
    case "compares":
      return `where \`${key}\` is ${said}`;
    case "absent":
      return `without \`${key}\``;
  }
}

function japanese({ key, how, values }: WayOutRequirement, said: string): string {
  const sentence = sentenceOf(key);
  switch (how) {
    case "matches":
    case "within":
      return sentence?.ja(said, values) ?? `\`${key}\` が ${said} の呼び出し`;
    case "does-not-match":
    case "outside":
      if (sentence === null) return `\`${key}\` が ${said} 以外の呼び出し`;
      if (sentence.not?.ja !== undefined) return sentence.not.ja(said, values);
      return `${sentence.ja(said, values)}以外の${isPrincipal(key) ? "プリンシパル" : "呼び出し"}`;
    case "present":
      return `\`${key}\` を伴う呼び出し`;
    case "compares":
      return `\`${key}\` が ${said} の呼び出し`;
    case "absent":
      return `\`${key}\` のない呼び出し`;
  }
}

function sentenceOf(key: string): Sentence | null {
  const lower = key.toLowerCase();
  const known = matching[lower];
  if (known !== undefined) return known;
  for (const [prefix, make] of tagged) if (lower.startsWith(prefix)) return make(key.slice(prefix.length));
  return null;
}

/** Whether a key says who asks. */
export function isPrincipal(key: string): boolean {
  return /^aws:(principal(arn|tag\/|orgpaths|type)|user(id|name)|sourceidentity)/i.test(key);
}

function isTrue(values: readonly string[]): boolean {
  return values.some((value) => value.toLowerCase() === "true");
}

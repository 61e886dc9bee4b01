import type { WayOutRequirement } from "@sekinin/guardrails/coverage";
import type { Locale } from "../server/locale.ts";
import { listWords } from "./list-words.ts";
import { principalWords } from "./principal-words.ts";

type Said = (values: string, all: readonly string[]) => string;
type Sentence = { readonly en: Said; readonly ja: Said };

/** What a request has on a key that people know by another name; `values` are in backticks, joined by "or". */
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
    en: (_, all) => (isTrue(all) ? "a call that an AWS service makes for the caller" : "a call made directly"),
    ja: (_, all) => (isTrue(all) ? "AWS サービスが代行する呼び出し" : "直接の呼び出し"),
  },
  "aws:calledvia": { en: (v) => `a call through ${v}`, ja: (v) => `${v} を経由した呼び出し` },
  "aws:calledviafirst": {
    en: (v) => `a call whose first service is ${v}`,
    ja: (v) => `最初に ${v} を経由した呼び出し`,
  },
  "aws:calledvialast": { en: (v) => `a call whose last service is ${v}`, ja: (v) => `最後に ${v} を経由した呼び出し` },
  "aws:sourceip": { en: (v) => `from the addresses ${v}`, ja: (v) => `アドレス ${v} からの要求` },
  "aws:vpcsourceip": {
    en: (v) => `from the addresses ${v} inside a VPC`,
    ja: (v) => `VPC 内のアドレス ${v} からの要求`,
  },
  "aws:sourcevpc": { en: (v) => `through the VPC ${v}`, ja: (v) => `VPC ${v} を経由した要求` },
  "aws:sourcevpce": { en: (v) => `through the VPC endpoint ${v}`, ja: (v) => `VPC エンドポイント ${v} を経由した要求` },
  "aws:multifactorauthpresent": {
    en: (_, all) => (isTrue(all) ? "a session with MFA" : "a session without MFA"),
    ja: (_, all) => (isTrue(all) ? "MFA 認証済みのセッション" : "MFA なしのセッション"),
  },
  "aws:requestedregion": { en: (v) => `calls in the Region ${v}`, ja: (v) => `リージョン ${v} での呼び出し` },
  "aws:principalisawsservice": {
    en: (_, all) =>
      isTrue(all) ? "a call by an AWS service itself" : "a call by any other principal than an AWS service",
    ja: (_, all) => (isTrue(all) ? "AWS サービス自身による呼び出し" : "AWS サービス以外のプリンシパルによる呼び出し"),
  },
  $resource: { en: (v) => `on the resource ${v}`, ja: (v) => `リソース ${v} に対する操作` },
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
      en: (v) => `resources with the tag \`${tag}\` = ${v}`,
      ja: (v) => `タグ \`${tag}\` = ${v} の付いたリソース`,
    }),
  ],
  [
    "aws:requesttag/",
    (tag) => ({
      en: (v) => `requests that set the tag \`${tag}\` = ${v}`,
      ja: (v) => `タグ \`${tag}\` = ${v} を付ける要求`,
    }),
  ],
];

const absences: Readonly<Record<string, { readonly en: string; readonly ja: string }>> = {
  "aws:multifactorauthpresent": {
    en: "long-term keys, which never carry MFA",
    ja: "長期アクセスキーによる要求（MFA の情報を持たない）",
  },
  "aws:sourceip": { en: "requests through a VPC endpoint", ja: "VPC エンドポイント経由の要求" },
  "aws:sourcevpce": { en: "requests that come through no VPC endpoint", ja: "VPC エンドポイントを経由しない要求" },
  "aws:sourcevpc": { en: "requests that come through no VPC endpoint", ja: "VPC エンドポイントを経由しない要求" },
  "aws:calledvia": { en: "calls made directly", ja: "直接の呼び出し" },
};

/** One requirement in words, as a part of a sentence; backticks mark names and values. */
export function requirementWords(requirement: WayOutRequirement, locale: Locale): string {
  const { key, how, values, orAbsent } = requirement;
  const coded = values.map((value) => `\`${value}\``);
  const said = listWords(coded, locale, "or");
  if (how === "absent") {
    const known = absences[key.toLowerCase()];
    return known?.[locale] ?? (locale === "ja" ? `\`${key}\` のない要求` : `requests without \`${key}\``);
  }
  const words = locale === "ja" ? japanese(requirement, said) : english(requirement, said);
  if (!orAbsent) return words;
  return locale === "ja" ? `${words}（\`${key}\` がない場合を含む）` : `${words} (or without \`${key}\`)`;
}

function english({ key, how, values }: WayOutRequirement, said: string): string {
  const sentence = sentenceOf(key);
  switch (how) {
    case "matches":
    case "within":
      return sentence?.en(said, values) ?? `\`${key}\` is ${said}`;
    case "does-not-match":
    case "outside":
      if (sentence === null) return `\`${key}\` is anything but ${said}`;
      return `${isPrincipal(key) ? "anybody" : "anything"} but ${sentence.en(said, values)}`;
    case "present":
      return `requests that carry \`${key}\``;
    case "compares":
      return `\`${key}\` ${said}`;
    case "absent":
      return `requests without \`${key}\``;
  }
}

function japanese({ key, how, values }: WayOutRequirement, said: string): string {
  const sentence = sentenceOf(key);
  switch (how) {
    case "matches":
    case "within":
      return sentence?.ja(said, values) ?? `\`${key}\` が ${said} の要求`;
    case "does-not-match":
    case "outside":
      return sentence === null ? `\`${key}\` が ${said} 以外の要求` : `${sentence.ja(said, values)}以外`;
    case "present":
      return `\`${key}\` を伴う要求`;
    case "compares":
      return `\`${key}\` が ${said} の要求`;
    case "absent":
      return `\`${key}\` のない要求`;
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

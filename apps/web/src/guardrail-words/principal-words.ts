import type { Locale } from "../server/locale.ts";
import { listWords } from "./list-words.ts";

/** What an ARN pattern of a principal means to a reader. `account`: null where any account fits. */
type Principal = {
  readonly kind: "role" | "user" | "root" | "session" | "other";
  readonly name: string;
  readonly account: string | null;
};

/** Parts of `arn:aws:iam::111122223333:role/path/Name`; a pattern may have wildcards anywhere. */
function principalOf(arn: string): Principal {
  const match = /^arn:[^:]*:(iam|sts):[^:]*:([^:]*):(.+)$/.exec(arn);
  if (match === null) return { kind: "other", name: arn, account: null };
  const [, service, accountPart = "", resource = ""] = match;
  const account = /^\d{12}$/.test(accountPart) ? accountPart : null;
  if (resource === "root") return { kind: "root", name: "root", account };
  const [kind = "", ...rest] = resource.split("/");
  const name = rest.join("/");
  if (service === "iam" && (kind === "role" || kind === "user") && name !== "") return { kind, name, account };
  if (service === "sts" && kind === "assumed-role" && name !== "") return { kind: "session", name, account };
  return { kind: "other", name: arn, account: null };
}

const words = {
  role: { one: "role", many: "roles", ja: "ロール" },
  user: { one: "user", many: "users", ja: "ユーザー" },
  session: { one: "sessions of role", many: "sessions of roles", ja: "ロールのセッション" },
  other: { one: "principal", many: "principals", ja: "プリンシパル" },
} as const;

/** "role `Admin` or `Break*` of account `111122223333`": patterns of `aws:PrincipalArn` in words. */
export function principalWords(arns: readonly string[], locale: Locale): string {
  const groups = new Map<string, { readonly first: Principal; readonly names: string[] }>();
  for (const arn of arns) {
    const principal = principalOf(arn);
    const key = `${principal.kind} ${principal.account ?? ""}`;
    const group = groups.get(key) ?? { first: principal, names: [] };
    if (!group.names.includes(principal.name)) group.names.push(principal.name);
    groups.set(key, group);
  }
  return listWords(
    [...groups.values()].map(({ first, names }) => groupWords(first, names, locale)),
    locale,
    "or",
  );
}

function groupWords({ kind, account }: Principal, names: readonly string[], locale: Locale): string {
  const of = account === null ? "" : locale === "ja" ? `アカウント \`${account}\` の` : ` of account \`${account}\``;
  if (kind === "root") return locale === "ja" ? `${of}ルートユーザー` : `the root user${of}`;
  const word = words[kind];
  const coded = listWords(
    names.map((name) => `\`${name}\``),
    locale,
    "or",
  );
  if (locale === "ja") return `${of}${word.ja} ${coded}`;
  return `${names.length === 1 ? word.one : word.many} ${coded}${of}`;
}

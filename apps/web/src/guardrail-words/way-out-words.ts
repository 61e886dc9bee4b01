import type { WayOut, WayOutKind } from "@sekinin/guardrails/coverage";
import type { Locale } from "../server/locale.ts";
import { listWords } from "./list-words.ts";
import { isPrincipal, requirementWords } from "./requirement-words.ts";

/** In this order a reader understands them: who, by which way, on what. */
const order: readonly WayOutKind[] = ["named-exemption", "route", "state", "open"];

const open = {
  en: "any principal of the account: nothing special is needed",
  ja: "アカウント内の任意のプリンシパル（特別な条件は不要）",
};

/** A way out as one line: "role `AWSControlTowerExecution`, which an administrator of the account can create". */
export function wayOutWords(wayOut: WayOut, locale: Locale): string {
  const requirements = [...wayOut.requirements].sort(
    (a, b) => Number(isPrincipal(b.key)) - Number(isPrincipal(a.key)) || order.indexOf(a.kind) - order.indexOf(b.kind),
  );
  const parts = requirements.map((requirement) => requirementWords(requirement, locale));
  const what = parts.length === 0 ? open[locale] : `${anybody(wayOut, locale)}${listWords(parts, locale, "and")}`;
  if (wayOut.selfMade !== true) return what;
  const made = selfMadeWords(wayOut.selfMadeBy);
  return locale === "ja"
    ? `${what}（アカウントの管理者が${made.ja}）`
    : `${what}, which an administrator of the account can ${made.en}`;
}

/** Where nothing says who asks, everybody may. */
function anybody({ kind, requirements }: WayOut, locale: Locale): string {
  if (kind !== "open" || requirements.some(({ key }) => isPrincipal(key))) return "";
  return locale === "ja" ? "誰でも：" : "anybody: ";
}

/** What makes an exemption one's own: creating it, taking it over, or putting the tag on. */
function selfMadeWords(by: readonly string[]): { readonly en: string; readonly ja: string } {
  const can = (pattern: RegExp) => by.some((action) => pattern.test(action));
  if (can(/:Create(Role|User)$/i)) return { en: "create", ja: "作成可能" };
  if (can(/^(iam:Tag|sts:TagSession)/i)) return { en: "give himself", ja: "自分で付与可能" };
  return { en: "take over", ja: "乗っ取り可能" };
}

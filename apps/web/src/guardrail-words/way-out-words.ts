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
  const requirements = [...wayOut.requirements].sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
  if (requirements.length === 0) return `${open[locale]}${selfMadeWords(wayOut, locale)}`;
  const say = (isOfPrincipal: boolean) =>
    listWords(
      requirements.filter(({ key }) => isPrincipal(key) === isOfPrincipal).map((one) => requirementWords(one, locale)),
      locale,
      "and",
    );
  const who = say(true);
  const how = say(false);
  const made = selfMadeWords(wayOut, locale);
  if (how === "") return `${who}${made}`;
  // Who can be made is said of who; where nothing says who asks, everybody may, and what is made stands last.
  const asker = who === "" ? anybody[locale] : `${who}${made}`;
  return `${asker}${locale === "ja" ? "による、" : ", "}${how}${who === "" ? made : ""}`;
}

const anybody = { en: "any principal", ja: "任意のプリンシパル" };

/** What makes an exemption one's own: creating it, taking it over, or putting the tag on. */
function selfMadeWords({ selfMade, selfMadeBy }: WayOut, locale: Locale): string {
  if (selfMade !== true) return "";
  const can = (pattern: RegExp) => selfMadeBy.some((action) => pattern.test(action));
  const verb = can(/:Create(Role|User)$/i)
    ? { en: "create", ja: "作成" }
    : can(/^(iam:Tag|sts:TagSession)/i)
      ? { en: "set", ja: "設定" }
      : { en: "take over", ja: "乗っ取り" };
  return locale === "ja"
    ? `（アカウントの管理者が${verb.ja}可能）`
    : `, which an administrator of the account can ${verb.en}`;
}

import "server-only";
import type { ActionCounts, CoverageReason, WayOut } from "@sekinin/guardrails/coverage";
import { getTranslations } from "next-intl/server";
import { reasonWords } from "../../../../guardrail-words/reason-words.ts";
import { wayOutWords } from "../../../../guardrail-words/way-out-words.ts";
import type { Locale } from "../../../../server/locale.ts";

const states = ["stopped", "escaping", "open", "unknown"] as const;

/** "8 of 11 stopped, 2 of 11 through a way out, 1 of 11 open": in words; empty where nothing was decided. */
export async function actionsInWords(actions: ActionCounts): Promise<string> {
  const t = await getTranslations("coverage");
  const all = states.reduce((sum, state) => sum + actions[state], 0);
  return states
    .filter((state) => actions[state] > 0)
    .map((state) => t("of", { count: actions[state], all, state: t(state) }))
    .join(t("between"));
}

/** One line on why an outcome is what it is: its worst way out, or the reason; backticks mark names. */
export function outcomeInShort(
  { waysOut, reason }: { readonly waysOut: readonly WayOut[]; readonly reason: CoverageReason | null },
  locale: Locale,
): string | null {
  if (reason !== null) return reasonWords(reason, locale).text;
  const [first] = waysOut;
  return first === undefined ? null : wayOutWords(first, locale);
}

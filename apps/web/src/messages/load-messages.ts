import type { Locale } from "../server/locale.ts";

/** One file per area and language; an area's name is the namespace that components ask for. */
export const areas = [
  "access",
  "account",
  "connection",
  "coverage",
  "crawls",
  "digests",
  "findings",
  "guardrail-settings",
  "heatmap",
  "home",
  "links",
  "organization-file",
  "overview",
  "parties",
  "policies",
  "portfolio",
  "profile",
  "responsibility",
  "shell",
  "sign-in",
  "states",
  "trends",
  "what-if",
] as const;

/** All texts of a language, by area. */
export async function loadMessages(locale: Locale): Promise<Record<string, Record<string, unknown>>> {
  const files = await Promise.all(
    areas.map(async (area) => {
      const file = (await import(`./${locale}/${area}.json`)) as { default: Record<string, unknown> };
      return [area, file.default] as const;
    }),
  );
  return Object.fromEntries(files);
}

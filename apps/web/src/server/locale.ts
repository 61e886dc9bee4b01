/** Languages of the interface. */
export const locales = ["en", "ja"] as const;
export type Locale = (typeof locales)[number];

export const themes = ["system", "light", "dark"] as const;
export type Theme = (typeof themes)[number];

/** The text as a language of ours, or null. */
export function asLocale(text: string | undefined | null): Locale | null {
  return locales.find((locale) => locale === text) ?? null;
}

/** The text as a theme; what is none is `system`. */
export function asTheme(text: string | undefined | null): Theme {
  return themes.find((theme) => theme === text) ?? "system";
}

/** The first language of ours in an `Accept-Language` header, by the reader's own order; English without one. */
export function preferredLocale(acceptLanguage: string | null): Locale {
  const wishes = (acceptLanguage ?? "")
    .slice(0, 1000)
    .split(",")
    .map((part) => {
      const [tag = "", ...parameters] = part.trim().toLowerCase().split(";");
      const quality = parameters
        .map((item) => /^\s*q=(\d(?:\.\d{1,3})?)\s*$/.exec(item)?.[1])
        .find((q) => q !== undefined);
      return { locale: asLocale(tag.split("-")[0]), quality: quality === undefined ? 1 : Number(quality) };
    });
  let best: { locale: Locale; quality: number } = { locale: "en", quality: 0 };
  for (const { locale, quality } of wishes) {
    if (locale !== null && quality > best.quality) best = { locale, quality };
  }
  return best.locale;
}

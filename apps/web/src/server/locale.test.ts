import fc from "fast-check";
import { expect, test } from "vitest";
import { asLocale, asTheme, locales, preferredLocale } from "./locale.ts";

test.each([
  { accept: null, expected: "en" },
  { accept: "", expected: "en" },
  { accept: "ja", expected: "ja" },
  { accept: "ja-JP,en;q=0.8", expected: "ja" },
  { accept: "en-US,en;q=0.9,ja;q=0.8", expected: "en" },
  { accept: "en;q=0.2, ja;q=0.9", expected: "ja" },
  { accept: "fr, ja;q=0.3, en;q=0.1", expected: "ja" },
  { accept: "fr-FR", expected: "en" },
  { accept: "ja;q=0", expected: "en" },
  { accept: "JA", expected: "ja" },
  { accept: "ja;q=nonsense", expected: "ja" },
])("Accept-Language `$accept` is $expected", ({ accept, expected }) => {
  expect(preferredLocale(accept)).toBe(expected);
});

test("any header gives a language of ours", () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 3000 }), (accept) => {
      expect(locales).toContain(preferredLocale(accept));
    }),
  );
});

test("what is no language or theme is none", () => {
  expect(asLocale("fr")).toBeNull();
  expect(asLocale(undefined)).toBeNull();
  expect(asTheme("purple")).toBe("system");
  expect(asTheme("dark")).toBe("dark");
});

import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";

test("links of the path are targets of WCAG 2.2's size: 24 px either way", async () => {
  const stylesheet = await readFile(new URL("layout.module.css", import.meta.url), "utf8");
  const [, link = ""] = /\.path > a \{([^}]*)\}/.exec(stylesheet) ?? [];
  const pixels = (property: string) => Number(new RegExp(`\\b${property}: (\\d+)px`).exec(link)?.[1]);
  expect(pixels("min-height")).toBeGreaterThanOrEqual(24);
  expect(pixels("min-width")).toBeGreaterThanOrEqual(24);
  // Neither size holds for an inline box.
  expect(link).toContain("display: inline-flex");
});

import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { contrast } from "../colour/oklch.ts";

const css = readFileSync(new URL("coverage.module.css", import.meta.url), "utf8");
const pair = (verdict: string, name: string) => {
  const rule = new RegExp(`\\[data-verdict="${verdict}"\\] \\{[^}]*--${name}: light-dark\\((#\\w{6}), (#\\w{6})\\)`);
  return rule.exec(css)?.slice(1) ?? [];
};

describe.each(["enforced", "conditional", "partial", "none"])("a cell of %s", (verdict) => {
  test.each(["light", "dark"].map((theme, at) => ({ theme, at })))("can be read in the $theme theme", ({ at }) => {
    const [ground, ink] = [pair(verdict, "verdict")[at], pair(verdict, "on-verdict")[at]];
    expect(contrast(ground ?? "", ink ?? "")).toBeGreaterThanOrEqual(4.5);
  });
  test("is never green", () => {
    for (const hex of pair(verdict, "verdict")) {
      const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
      expect(green).toBeLessThanOrEqual(Math.max(red, blue));
    }
  });
});

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const guide = join(root, "docs", "guide");
const pages = readdirSync(join(guide, "en")).sort();

const textOf = (file: string) => readFileSync(file, "utf8");
const count = (text: string, pattern: RegExp) => text.match(pattern)?.length ?? 0;

/** A heading's address as GitHub and most viewers of Markdown make it. */
function anchorsOf(text: string): ReadonlySet<string> {
  const headings = text.match(/^#+ .+$/gm) ?? [];
  return new Set(
    headings.map((heading) =>
      heading
        .replace(/^#+ /, "")
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\s_-]/gu, "")
        .replaceAll(" ", "-"),
    ),
  );
}

/** Links to files of ours that lead nowhere. */
function brokenLinks(file: string, text = textOf(file)): readonly string[] {
  return [...text.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target = ""]) => target)
    .filter((target) => !/^[a-z]+:/.test(target))
    .filter((target) => {
      const [path = "", anchor] = target.split("#");
      const aim = path === "" ? file : join(dirname(file), path);
      if (!existsSync(aim)) return true;
      return anchor !== undefined && !anchorsOf(textOf(aim)).has(decodeURIComponent(anchor));
    });
}

test("every page of the guide exists in both languages, and README leads to both", () => {
  expect(pages.length).toBeGreaterThanOrEqual(5);
  expect(readdirSync(join(guide, "ja")).sort()).toEqual(pages);
  for (const language of ["en", "ja"])
    expect(textOf(join(root, "README.md"))).toContain(`docs/guide/${language}/README.md`);
});

describe.each(pages)("%s", (page) => {
  const [en, ja] = [join(guide, "en", page), join(guide, "ja", page)];

  test("has links that lead somewhere", () => {
    for (const file of [en, ja]) expect(brokenLinks(file), relative(root, file)).toEqual([]);
  });

  test.each([
    { part: "headings", pattern: /^#+ /gm },
    { part: "rows of tables", pattern: /^\|/gm },
    { part: "steps", pattern: /^\d\. /gm },
    { part: "points", pattern: /^- /gm },
  ])("has as many $part in both languages", ({ pattern }) => {
    expect(count(textOf(ja), pattern)).toBe(count(textOf(en), pattern));
  });

  test("is Japanese with full-width punctuation", () => {
    const prose = textOf(ja)
      .replace(/`[^`]*`/g, "")
      .replace(/\]\([^)]*\)/g, "]");
    expect(prose.match(/[\u3040-\u30ff\u4e00-\u9fff][,.!?;:](?!\d)/gu)).toBeNull();
    expect(textOf(en).match(/[\u3040-\u30ff]/gu)).toBeNull();
  });
});

test.each([
  { text: "[gone](no-such-file.md)", broken: ["no-such-file.md"] },
  { text: "[gone](first-day-ciso.md#no-such-heading)", broken: ["first-day-ciso.md#no-such-heading"] },
  { text: "[there](how-the-score-is-made.md#an-example) [out](https://example.com)", broken: [] },
])("a link that leads nowhere is found: $text", ({ text, broken }) => {
  expect(brokenLinks(join(guide, "en", "README.md"), text)).toEqual(broken);
});

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { root as projectRoot } from "../lib/paths.mjs";
import { checkDirections } from "./directions.mjs";
import { checkLimits } from "./limits.mjs";
import { checkMessages } from "./messages.mjs";

let root = "";
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "sekinin-rules-"));
  plant("packages/db/package.json", '{ "name": "@sekinin/db", "exports": { ".": "./src/index.ts" } }');
  plant("packages/posture/package.json", '{ "name": "@sekinin/posture", "exports": { ".": "./src/index.ts" } }');
  plant("packages/db/src/index.ts", "export const one = 1;\n");
  plant("packages/posture/src/index.ts", "export const two = 2;\n");
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function plant(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

describe("directions", () => {
  test("a clean tree has no problem, and an allowed import stays allowed", () => {
    plant("packages/db/src/rollup.ts", 'import { two } from "@sekinin/posture";\nexport const three = two + 1;\n');
    expect(checkDirections(root)).toEqual([]);
  });

  test.each([
    ["a forbidden import", 'import { one } from "@sekinin/db";\n', "packages/posture may not import packages/db"],
    [
      "a forbidden dynamic import",
      'const db = await import("@sekinin/db");\n',
      "packages/posture may not import packages/db",
    ],
    ["a forbidden re-export", 'export { one } from "@sekinin/db";\n', "packages/posture may not import packages/db"],
    [
      "a relative way round",
      'import { one } from "../../db/src/index.ts";\n',
      "packages/posture may not import packages/db",
    ],
    ["a framework in a pure package", 'import { z } from "zod";\n', "is pure and may not import `zod`"],
    ["Node in a pure package", 'import { readFileSync } from "node:fs";\n', "is pure and may not import `node:fs`"],
    ["an entry that is not there", 'import { x } from "@sekinin/db/secret";\n', "names nothing"],
  ])("%s is found", (_, text, expected) => {
    plant("packages/posture/src/planted.ts", text);
    expect(checkDirections(root).join("\n")).toContain(expected);
  });

  test("a cycle over three files is found, also where it goes by types alone", () => {
    plant("packages/db/src/a.ts", 'import { b } from "./b.ts";\nexport const a = b;\n');
    plant("packages/db/src/b.ts", 'import type { C } from "./c.ts";\nexport const b: C = 1;\n');
    plant("packages/db/src/c.ts", 'import { a } from "./a.ts";\nexport type C = typeof a;\n');
    expect(checkDirections(root)).toEqual([expect.stringMatching(/^import cycle: .*a\.ts.*/)]);
  });
});

describe("limits", () => {
  test.each([
    ["an environment read", "export const port = process.env.PORT;\n", "reads `process.env`"],
    ["a raw unsafe query", "await tx.$queryRawUnsafe(sql);\n", "tagged template"],
    ["an escape from the types", "// @ts-ignore\nexport const x = 1;\n", "no escapes"],
    ["a default export", "export default 1;\n", "no default exports"],
    ["a barrel", 'export * from "./a.ts";\n', "lists names"],
    ["a long file", "export const x = 1;\n".repeat(401), "at most 400"],
  ])("%s is found", (_, text, expected) => {
    plant("packages/db/src/planted.ts", text);
    expect(checkLimits(root).join("\n")).toContain(expected);
  });

  test("a skipped test and a module mock are found", () => {
    plant("packages/db/src/planted.test.ts", 'test.skip("x", () => {});\nvi.mock("pg");\n');
    expect(checkLimits(root)).toHaveLength(2);
  });

  test.each(["utils.ts", "Helpers.ts"])("the name %s is refused", (name) => {
    plant(`packages/db/src/${name}`, "export const x = 1;\n");
    expect(checkLimits(root)).toHaveLength(1);
  });
});

describe("messages", () => {
  test("a missing key, an empty text and other arguments are found", () => {
    plant("apps/web/src/messages/en/page.json", '{ "title": "Heatmap", "only": "x", "count": "{n} of {m}" }');
    plant("apps/web/src/messages/ja/page.json", '{ "title": "", "count": "{n}" }');
    expect(checkMessages(root)).toHaveLength(3);
  });

  test("words of a plural are no arguments, the arguments inside them are", () => {
    plant("apps/web/src/messages/en/count.json", '{ "n": "{n, plural, one {point} other {points}} of {all}" }');
    plant("apps/web/src/messages/ja/count.json", '{ "n": "{n, plural, other {{all} 点}}" }');
    expect(checkMessages(root)).toEqual([]);
    plant("apps/web/src/messages/ja/count.json", '{ "n": "{n, plural, other {点}}" }');
    expect(checkMessages(root)).toHaveLength(1);
  });
});

test("the project itself keeps the rules that it states", () => {
  expect([...checkDirections(projectRoot), ...checkLimits(projectRoot)]).toEqual([]);
});

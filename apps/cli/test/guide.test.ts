import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, expect, test } from "vitest";

const root = dirname(dirname(dirname(dirname(fileURLToPath(import.meta.url)))));
const folder = mkdtempSync(join(tmpdir(), "sekinin-guide-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const pageOf = (language: string) => readFileSync(join(root, "docs", "guide", language, "guardrails-in-ci.md"), "utf8");
const blocksOf = (page: string, kind: string) =>
  [...page.matchAll(new RegExp(`^\`\`\`${kind}\\n([^]*?)^\`\`\`$`, "gm"))].map(([, block = ""]) => block);

/** What the page tells to run on files, with continuation lines joined. */
function commandsOf(page: string): readonly (readonly string[])[] {
  const text = [...blocksOf(page, "yaml"), ...blocksOf(page, "sh")].join("\n").replace(/\n {10}(?=--)/g, " ");
  return [...text.matchAll(/npm run -s sekinin -- (.+)/g)].map(([, args = ""]) =>
    args
      .replaceAll('"$FILE"', "organization.json")
      .split(/\s+/)
      .map((arg) => (arg.endsWith(".json") ? join(folder, arg) : arg)),
  );
}

test("both languages show the same files and commands", () => {
  for (const kind of ["json", "yaml", "sh"]) expect(blocksOf(pageOf("ja"), kind)).toEqual(blocksOf(pageOf("en"), kind));
});

test("the commands of the guide run on its own files and find them in order", { timeout: 120_000 }, () => {
  const [organization = "", requests = ""] = blocksOf(pageOf("en"), "json");
  writeFileSync(join(folder, "organization.json"), organization);
  writeFileSync(join(folder, "requests.json"), requests);
  const commands = commandsOf(pageOf("en"));
  expect(commands.map(([name]) => name)).toEqual(["lint", "coverage", "evaluate"]);
  for (const args of commands) {
    const run = spawnSync(process.execPath, ["--import", "tsx", "apps/cli/src/main.ts", ...args], {
      cwd: root,
      encoding: "utf8",
    });
    expect(run.status, `${args.join(" ")}: ${run.stderr}`).toBe(0);
  }
});

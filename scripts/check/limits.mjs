import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { listSources } from "./sources.mjs";

const maximumLines = 400;
/** Tables of data may be longer; each with its reason. */
const dataTables = [
  [/\/messages\//, "texts"],
  [/\/texts\//, "texts"],
  [/-texts\.ts$/, "texts"],
  [/\/limits\.ts$/, "dated quotas"],
  [/\/objectives\/catalogue\//, "objectives"],
];
const bannedNames = /^(utils|helpers|common|misc)\.tsx?$/;
/** Next.js asks for default exports in these files; configuration files have them too. */
const defaultExportFiles =
  /(^|\/)(page|layout|error|global-error|not-found|forbidden|loading|template|default|icon)\.tsx$|\.config\.ts$|^e2e\/start-demo\.ts$|\/i18n\/request\.ts$/;

/** Problems with sizes and names of files, default exports and escapes: one line each. */
export function checkLimits(root) {
  const problems = [];
  for (const file of listSources(root, ["apps", "packages", "bench", "e2e"])) {
    const text = readFileSync(join(root, file), "utf8");
    const lines = text.split("\n").length;
    const isTest = /\.test\.tsx?$/.test(file) || file.includes("/test/");
    if (lines > maximumLines && !isTest && !dataTables.some(([pattern]) => pattern.test(file))) {
      problems.push(`${file}: ${lines} lines; at most ${maximumLines}: split it by idea`);
    }
    if (bannedNames.test(basename(file))) problems.push(`${file}: name it for what it holds`);
    if (!/^[a-z0-9[\].-]+$/.test(basename(file))) problems.push(`${file}: file names are kebab-case`);
    if (/^export default /m.test(text) && !defaultExportFiles.test(file))
      problems.push(`${file}: no default exports outside Next.js`);
    if (/\bexport \* from/.test(text)) problems.push(`${file}: an index lists names, no \`export *\``);
    problems.push(...escapes(file, text, isTest));
  }
  return problems;
}

const environmentFiles = /^(packages\/config\/|apps\/web\/(next\.config|src\/instrumentation)\.ts$|bench\/|e2e\/)/;

function escapes(file, text, isTest) {
  const found = [];
  if (/process\.env\b/.test(text) && !environmentFiles.test(file) && !isTest)
    found.push("reads `process.env`: use packages/config");
  if (/\$(query|execute)RawUnsafe/.test(text)) found.push("raw SQL goes through the tagged template only");
  if (/@ts-(ignore|nocheck|expect-error)/.test(text)) found.push("no escapes from the types");
  if (/\b(describe|test|it)\.(skip|only|todo)\b/.test(text)) found.push("no skipped or single tests");
  if (/\bvi\.mock\(|jest\.mock\(/.test(text)) found.push("no module mocks: run the real part");
  if (/console\.log\(/.test(text) && !isTest && !file.startsWith("bench/")) found.push("no console.log");
  return found.map((problem) => `${file}: ${problem}`);
}

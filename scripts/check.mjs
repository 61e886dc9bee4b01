/** All that needs no database, in seconds: format, lint, types, directions, cycles, limits, texts, dead code. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { checkDirections } from "./check/directions.mjs";
import { checkLimits } from "./check/limits.mjs";
import { checkMessages } from "./check/messages.mjs";
import { bin, run } from "./lib/commands.mjs";
import { root } from "./lib/paths.mjs";

const quiet = { ...process.env, TURBO_TELEMETRY_DISABLED: "1", DO_NOT_TRACK: "1" };

async function program(command, args) {
  const { code, output } = await run(bin(command), args, { env: quiet });
  return code === 0 ? [] : [output.trim() || `${command} ended with ${code}`];
}

const checks = [
  ["format", () => program("biome", ["ci", "--colors=off", "."])],
  ["lint", () => program("oxlint", ["--type-aware", "--deny-warnings"])],
  [
    "types",
    () => program("turbo", ["run", "typecheck", "--continue", "--output-logs=errors-only", "--log-prefix=none"]),
  ],
  ["types of scripts", () => program("tsc", ["-p", "."])],
  ["directions and cycles", async () => checkDirections(root)],
  ["limits and names", async () => checkLimits(root)],
  ["both languages", async () => checkMessages(root)],
  ["dead code and dependencies", () => program("knip", ["--no-progress"])],
];

if (!existsSync(join(root, "packages/db/src/generated")))
  await run(process.execPath, ["scripts/generate.mjs"], { inherit: true });

let failed = 0;
const results = await Promise.all(
  checks.map(async ([name, check]) => {
    const start = performance.now();
    const problems = await check();
    return { name, problems, seconds: (performance.now() - start) / 1000 };
  }),
);
for (const { name, problems, seconds } of results) {
  console.log(`${problems.length === 0 ? "ok  " : "FAIL"} ${name} (${seconds.toFixed(1)} s)`);
  for (const problem of problems) console.log(problem.replace(/^/gm, "     "));
  if (problems.length > 0) failed += 1;
}
console.log(`${checks.length - failed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

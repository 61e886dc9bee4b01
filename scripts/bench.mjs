/** `npm run bench`: every benchmark, or the named ones; a line of JSON per figure, then a table of all. */
import { spawn } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { install, requireNode } from "./lib/install.mjs";
import { root } from "./lib/paths.mjs";

requireNode();
await install((line) => console.error(line));

const available = readdirSync(join(root, "bench"))
  .filter((file) => file.endsWith(".bench.ts"))
  .map((file) => file.slice(0, -".bench.ts".length));
const named = process.argv.slice(2);
const wrong = named.filter((name) => !available.includes(name));
if (wrong.length > 0) {
  console.error(`No such benchmark: ${wrong.join(", ")}. There are: ${available.join(", ")}.`);
  process.exit(2);
}

function runOne(name) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ["--import", "tsx", join("bench", `${name}.bench.ts`)], {
      cwd: root,
      stdio: ["ignore", "pipe", "inherit"],
      env: { ...process.env, NODE_NO_WARNINGS: "1" },
    });
    let output = "";
    child.stdout.setEncoding("utf8").on("data", (chunk) => {
      output += chunk;
      process.stdout.write(chunk);
    });
    child.once("close", (code) => {
      const figures = output
        .split("\n")
        .filter((line) => line.startsWith("{"))
        .map((line) => JSON.parse(line));
      resolve({ figures, isBroken: code !== 0 });
    });
  });
}

const figures = [];
let broken = 0;
for (const name of named.length > 0 ? named : available) {
  const result = await runOne(name);
  figures.push(...result.figures);
  if (result.isBroken) {
    broken += 1;
    console.error(`The benchmark ${name} broke.`);
  }
}
console.table(Object.fromEntries(figures.map(({ name, ratio, goal, ok }) => [name, { ratio, goal, ok }])));
process.exitCode = broken === 0 ? 0 : 1;

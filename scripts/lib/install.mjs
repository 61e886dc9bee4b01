import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { run } from "./commands.mjs";
import { root } from "./paths.mjs";

const minimumNode = [20, 19];

/** Refuses a Node.js that is too old, with words that say what to do. */
export function requireNode() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major > minimumNode[0] || (major === minimumNode[0] && minor >= minimumNode[1])) return;
  process.stderr.write(
    `Sekinin needs Node.js ${minimumNode.join(".")} or later; this is ${process.versions.node}. Install a newer one and run the command again.\n`,
  );
  process.exit(2);
}

/** Installs the packages of package-lock.json where they are missing or older than it, and writes the Prisma client. */
export async function install(say) {
  const installed = join(root, "node_modules", ".package-lock.json");
  const isCurrent =
    existsSync(installed) && statSync(installed).mtimeMs >= statSync(join(root, "package-lock.json")).mtimeMs - 1_000;
  if (!isCurrent) {
    say("Installing packages (npm ci) ...");
    const { code, output } = await run("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], {});
    if (code !== 0) {
      process.stderr.write(`${output}\nnpm ci failed: see above. Is the npm registry reachable?\n`);
      process.exit(1);
    }
  }
  const client = join(root, "packages/db/src/generated");
  if (!existsSync(client) || statSync(client).mtimeMs < statSync(join(root, "prisma/schema.prisma")).mtimeMs) {
    const { code, output } = await run(process.execPath, ["scripts/generate.mjs"]);
    if (code !== 0) throw new Error(`The Prisma client could not be written:\n${output}`);
  }
}

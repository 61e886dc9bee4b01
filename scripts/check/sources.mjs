import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";

const skipped = new Set(["node_modules", ".next", ".turbo", ".sekinin", "generated", ".git", "test-results"]);

/** Every TypeScript source below the given folders of `root`, as paths relative to it. */
export function listSources(root, folders = ["apps", "packages"]) {
  const found = [];
  const walk = (directory) => {
    for (const entry of readdirSync(directory, { withFileTypes: true })) {
      if (skipped.has(entry.name)) continue;
      const path = join(directory, entry.name);
      if (entry.isDirectory()) walk(path);
      else if (/\.(ts|tsx)$/.test(entry.name) && !entry.name.endsWith(".d.ts")) found.push(relative(root, path));
    }
  };
  for (const folder of folders) if (existsSync(join(root, folder))) walk(join(root, folder));
  return found.sort();
}

/** Specifiers that a source imports or re-exports, static and dynamic, comments left out. */
export function importsOf(text) {
  const code = text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/^\s*\/\/.*$/gm, "");
  const pattern =
    /(?:^|[\n;])\s*(?:import|export)\s(?:[^"';]*?\sfrom\s*)?["']([^"']+)["']|import\(\s*["']([^"']+)["']\s*\)/g;
  return [...code.matchAll(pattern)].map((match) => match[1] ?? match[2]);
}

/** `packages/db/src/x.ts` -> `packages/db`. */
export function roomOf(path) {
  return path.split("/").slice(0, 2).join("/");
}

/** Names and source entries of the workspaces: `@sekinin/db` -> { room, exports }. */
export function readWorkspaces(root) {
  const workspaces = new Map();
  for (const group of ["apps", "packages"]) {
    if (!existsSync(join(root, group))) continue;
    for (const name of readdirSync(join(root, group))) {
      const file = join(root, group, name, "package.json");
      if (!existsSync(file)) continue;
      const declared = JSON.parse(readFileSync(file, "utf8"));
      workspaces.set(declared.name, { room: `${group}/${name}`, exports: declared.exports ?? {} });
    }
  }
  return workspaces;
}

/** The file of ours that a specifier names, relative to `root`, or null where it is not ours or not there. */
export function resolveImport(root, workspaces, from, specifier) {
  if (specifier.startsWith(".")) {
    const target = resolve(root, dirname(from), specifier);
    const hit = [target, `${target}.ts`, `${target}.tsx`, join(target, "index.ts")].find(
      (path) => existsSync(path) && statSync(path).isFile(),
    );
    return hit === undefined ? null : relative(root, hit);
  }
  const name = specifier.split("/").slice(0, 2).join("/");
  const workspace = workspaces.get(name);
  if (workspace === undefined) return null;
  const entry = workspace.exports[`.${specifier.slice(name.length)}`];
  return typeof entry === "string" ? join(workspace.room, entry) : null;
}

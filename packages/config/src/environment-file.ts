import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { Failure } from "./failure.ts";

/** `.sekinin/environment` of the checkout that `from` lies in, or null. No other folder's file is ever read. */
export function findEnvironmentFile(from: string): string | null {
  for (let folder = from; ; folder = dirname(folder)) {
    const candidate = join(folder, ".sekinin", "environment");
    if (isRepositoryRoot(folder)) return existsSync(candidate) ? candidate : null;
    if (dirname(folder) === folder) return null;
  }
}

function isRepositoryRoot(folder: string): boolean {
  try {
    const manifest: unknown = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    return typeof manifest === "object" && manifest !== null && "name" in manifest && manifest.name === "sekinin";
  } catch {
    // No manifest, or one that is not JSON: this is not the root of a checkout.
    return false;
  }
}

/** KEY=value lines; blank lines and lines that start with # are left out. Refuses a file that others may read. */
export function readEnvironmentFile(path: string): Readonly<Record<string, string>> {
  if (process.platform !== "win32" && (statSync(path).mode & 0o077) !== 0) {
    throw new Failure("environment.invalid", {
      detail: { problem: `\`${path}\` holds secrets and others may read it. Run \`chmod 600\` on it.` },
    });
  }
  const values: Record<string, string> = {};
  for (const line of readFileSync(path, "utf8").split(/\r?\n/)) {
    const match = /^\s*([A-Z][A-Z0-9_]*)=(.*)$/.exec(line);
    if (match?.[1] !== undefined && match[2] !== undefined) values[match[1]] = match[2].trim();
  }
  return values;
}

import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { environmentFile, stateDirectory } from "./paths.mjs";

/** KEY=value lines of `.sekinin/environment`, or nothing. */
export function readEnvironmentFile() {
  if (!existsSync(environmentFile)) return {};
  const lines = readFileSync(environmentFile, "utf8").split("\n");
  const pairs = lines
    .filter((line) => /^[A-Z_]+=/.test(line))
    .map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]);
  return Object.fromEntries(pairs);
}

/** Writes what a launcher chose, so that the command line finds the same installation. Mode 600. */
export function writeEnvironmentFile(values) {
  mkdirSync(stateDirectory, { recursive: true, mode: 0o700 });
  const text = Object.entries(values)
    .map(([key, value]) => `${key}=${value}\n`)
    .join("");
  writeFileSync(environmentFile, text, { mode: 0o600 });
  chmodSync(environmentFile, 0o600);
}

export function randomSecret(bytes = 32) {
  return randomBytes(bytes).toString("base64url");
}

/** `url` with another user, password and (where given) database. */
export function withUser(url, user, password, database) {
  const changed = new URL(url);
  changed.username = user;
  changed.password = password;
  if (database !== undefined) changed.pathname = `/${database}`;
  return changed.toString();
}

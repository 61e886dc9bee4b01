import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test, vi } from "vitest";

const state = mkdtempSync(join(tmpdir(), "sekinin-launcher-"));
vi.stubEnv("SEKININ_STATE_DIRECTORY", state);
const { dataOf, resetDemo } = await import("./launcher.mjs");
const { dataDirectory } = await import("./postgres.mjs");
const { sharedStateDirectory } = await import("./paths.mjs");

afterAll(() => {
  for (const folder of [state, sharedStateDirectory]) rmSync(folder, { recursive: true, force: true });
});

function keep(file: string): string {
  mkdirSync(join(file, ".."), { recursive: true });
  writeFileSync(file, "kept");
  return file;
}

test("a reset of the demo takes the demo's data and leaves a real installation's", () => {
  const demo = [
    join(dataDirectory(dataOf.demo.postgres), "PG_VERSION"),
    join(state, dataOf.demo.redis, "appendonly.aof"),
    join(state, "demo.json"),
  ].map(keep);
  const installation = [
    join(dataDirectory(dataOf.installation.postgres), "PG_VERSION"),
    `${dataDirectory(dataOf.installation.postgres)}.password`,
    join(state, dataOf.installation.redis, "appendonly.aof"),
  ].map(keep);
  resetDemo();
  expect(demo.filter((file) => existsSync(file))).toEqual([]);
  expect(installation.filter((file) => existsSync(file))).toEqual(installation);
});

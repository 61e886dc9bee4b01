import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { z } from "zod";

/** Below these versions a published hole of the web's own libraries is open. Only ever raised. */
const floors: Record<string, string> = {
  next: "16.2.6",
  "next-auth": "4.24.15",
  react: "19.2.3",
  "react-dom": "19.2.3",
};

const Lock = z.object({ packages: z.record(z.string(), z.object({ version: z.string().optional() })) });

function isAtLeast(version: string, floor: string): boolean {
  const parts = (text: string) => text.split("-")[0]?.split(".").map(Number) ?? [];
  const [have, want] = [parts(version), parts(floor)];
  for (let index = 0; index < 3; index += 1) {
    const difference = (have[index] ?? 0) - (want[index] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return true;
}

test.each([
  { version: "16.2.5", expected: false },
  { version: "16.2.6", expected: true },
  { version: "16.10.0", expected: true },
  { version: "15.99.99", expected: false },
])("16.2.6 or later: $version is $expected", ({ version, expected }) => {
  expect(isAtLeast(version, "16.2.6")).toBe(expected);
});

test.each(Object.entries(floors))("every installed %s is at least %s", (name, floor) => {
  const lock = Lock.parse(JSON.parse(readFileSync(new URL("../../../package-lock.json", import.meta.url), "utf8")));
  const found = Object.entries(lock.packages).filter(([path]) => path.endsWith(`node_modules/${name}`));
  expect(found.length).toBeGreaterThan(0);
  for (const [path, { version }] of found) expect(isAtLeast(version ?? "0", floor), `${path} ${version}`).toBe(true);
});

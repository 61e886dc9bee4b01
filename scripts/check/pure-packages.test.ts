import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";

const packages = join(dirname(dirname(dirname(fileURLToPath(import.meta.url)))), "packages");

function sourcesOf(name: string): readonly string[] {
  const source = join(packages, name, "src");
  return readdirSync(source, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"))
    .map((file) => readFileSync(join(source, file), "utf8"));
}

/** A page that needs one constant of these must not carry all controls with their words to the browser. */
describe.each(["responsibility", "posture", "guardrails"])("%s", (name) => {
  test("tells bundlers that what is not used may be left out", () => {
    const manifest = JSON.parse(readFileSync(join(packages, name, "package.json"), "utf8")) as {
      sideEffects?: unknown;
    };
    expect(manifest.sideEffects).toBe(false);
  });

  test("and nothing in it is imported for its effect alone, or touches what is outside", () => {
    const sources = sourcesOf(name);
    expect(sources.length).toBeGreaterThan(5);
    for (const text of sources) {
      expect(text).not.toMatch(/^import\s+["']/m);
      expect(text).not.toMatch(/^(?:globalThis|process|console)\b/m);
    }
  });
});

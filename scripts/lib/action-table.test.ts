import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { actionTable, actionTableText } from "./action-table.mjs";
import { root } from "./paths.mjs";

test("the committed table is what the pinned data gives: else run scripts/generate-actions.mjs", async () => {
  const file = join(root, "packages/guardrails/src/universe/generated/action-table.json");
  expect(actionTableText(await actionTable()) === readFileSync(file, "utf8")).toBe(true);
});

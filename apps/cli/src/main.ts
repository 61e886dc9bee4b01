import { CommanderError } from "commander";
import { createProgram } from "./program.ts";
import { report } from "./report.ts";

try {
  await createProgram().parseAsync(process.argv);
} catch (error) {
  process.exitCode = error instanceof CommanderError ? (error.exitCode === 0 ? 0 : 2) : report(error);
}

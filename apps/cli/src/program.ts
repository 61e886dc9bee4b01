import { Command } from "commander";
import { addConnectionCommands } from "./commands/connection.ts";
import { addControlsCommand } from "./commands/controls.ts";
import { addCoverageCommand } from "./commands/coverage.ts";
import { addCrawlCommand } from "./commands/crawl.ts";
import { addEvaluateCommand } from "./commands/evaluate.ts";
import { addExportCommands } from "./commands/export.ts";
import { addLintCommand } from "./commands/lint.ts";
import { addOrganizationCommands } from "./commands/organization.ts";
import { addPermissionsCommand } from "./commands/permissions.ts";
import { addTenantCommands } from "./commands/tenant.ts";
import { addUserCommands } from "./commands/user.ts";
import { addVerifyCommand } from "./commands/verify.ts";

/** The whole command line. Data goes to stdout, words to stderr; exit codes: 0, 1 finding or disagreement, 2 bad input. */
export function createProgram(): Command {
  const program = new Command("sekinin")
    .description("Who meets their side of the shared responsibility model, from the command line.")
    .exitOverride()
    .showHelpAfterError()
    .configureHelp({ showGlobalOptions: false });
  for (const add of [
    addControlsCommand,
    addCoverageCommand,
    addEvaluateCommand,
    addLintCommand,
    addPermissionsCommand,
    addTenantCommands,
    addUserCommands,
    addConnectionCommands,
    addCrawlCommand,
    addExportCommands,
    addOrganizationCommands,
    addVerifyCommand,
  ]) {
    add(program);
  }
  return program;
}

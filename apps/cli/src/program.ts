import { Command } from "commander";

/** Each command's module, by the word that calls it: what reads a file does not wait for what opens a database. */
const commands: Readonly<Record<string, () => Promise<(program: Command) => void>>> = {
  controls: async () => (await import("./commands/controls.ts")).addControlsCommand,
  coverage: async () => (await import("./commands/coverage.ts")).addCoverageCommand,
  evaluate: async () => (await import("./commands/evaluate.ts")).addEvaluateCommand,
  lint: async () => (await import("./commands/lint.ts")).addLintCommand,
  permissions: async () => (await import("./commands/permissions.ts")).addPermissionsCommand,
  tenant: async () => (await import("./commands/tenant.ts")).addTenantCommands,
  user: async () => (await import("./commands/user.ts")).addUserCommands,
  connection: async () => (await import("./commands/connection.ts")).addConnectionCommands,
  crawl: async () => (await import("./commands/crawl.ts")).addCrawlCommand,
  export: async () => (await import("./commands/export.ts")).addExportCommands,
  organization: async () => (await import("./commands/organization.ts")).addOrganizationCommands,
  verify: async () => (await import("./commands/verify.ts")).addVerifyCommand,
};

/**
 * The command line: one command where `name` names it, else the whole. Data goes to stdout, words to stderr; exit codes:
 * 0, 1 finding or disagreement, 2 bad input.
 */
export async function createProgram(name: string | undefined): Promise<Command> {
  const program = new Command("sekinin")
    .description("Who meets their side of the shared responsibility model, from the command line.")
    .exitOverride()
    .showHelpAfterError()
    .configureHelp({ showGlobalOptions: false });
  const named = name !== undefined && Object.hasOwn(commands, name) ? commands[name] : undefined;
  for (const load of named === undefined ? Object.values(commands) : [named]) (await load())(program);
  return program;
}

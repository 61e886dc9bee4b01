import {
  cloudFormationTemplate,
  defaultRoleNames,
  isExternalId,
  roleDocument,
  stackSetTemplate,
  type TemplateOptions,
  terraformModule,
} from "@sekinin/aws/permissions";
import { loadEnvironment } from "@sekinin/config";
import { listConnections } from "@sekinin/db";
import { type Command, Option } from "commander";
import { example } from "../example.ts";
import { requireTenant, withInstallation } from "../installation.ts";
import { BadInput, say } from "../report.ts";

type PermissionsOptions = {
  readonly format: "json" | "cloudformation" | "stackset" | "terraform";
  readonly tenant?: string;
  readonly externalId?: string;
  readonly principal?: string;
  readonly managementRole: string;
  readonly memberRole: string;
};

/** Stands where nothing was given, so that a forgotten value cannot work by accident. */
const placeholders = {
  principalArn: "arn:aws:iam::111122223333:role/REPLACE-WITH-YOUR-SEKININ-ROLE",
  externalId: "REPLACE-WITH-THE-EXTERNAL-ID-OF-THE-CONNECTION",
};

export function addPermissionsCommand(program: Command): void {
  program
    .command("permissions")
    .description("The read-only roles that the catalogue needs: management (or delegated) account and members")
    .addOption(
      new Option("--format <format>", "cloudformation: the management account; stackset: the members")
        .choices(["json", "cloudformation", "stackset", "terraform"])
        .default("json"),
    )
    .option("--tenant <slug>", "fill in the external id of this tenant's connection")
    .option("--external-id <id>", "fill in this external id")
    .option("--principal <arn>", "role that customers trust; SEKININ_PRINCIPAL_ARN without it")
    .option("--management-role <name>", "name of the role in the management account", defaultRoleNames.management)
    .option("--member-role <name>", "name of the role in the members", defaultRoleNames.member)
    .addHelpText(
      "after",
      example(
        "permissions --tenant acme --format cloudformation > management.yaml",
        "permissions --tenant acme --format stackset > members.yaml",
      ),
    )
    .action(async (options: PermissionsOptions) => {
      const template = await templateOptions(options);
      try {
        process.stdout.write(render(options.format, template));
      } catch (error) {
        throw error instanceof RangeError ? new BadInput(error.message) : error;
      }
    });
}

async function templateOptions(options: PermissionsOptions): Promise<TemplateOptions> {
  const principalArn = options.principal ?? loadEnvironment(["SEKININ_PRINCIPAL_ARN"]).SEKININ_PRINCIPAL_ARN;
  const externalId =
    options.externalId ?? (options.tenant === undefined ? undefined : await externalIdOf(options.tenant));
  if (externalId !== undefined && !isExternalId(externalId))
    throw new BadInput(`\`${externalId}\` is no external id: 2 to 1,224 letters, digits and + = , . @ : / - _`);
  if (principalArn === undefined)
    say("No principal is known: set SEKININ_PRINCIPAL_ARN or give --principal. A placeholder stands in its place.");
  if (externalId === undefined)
    say("No external id is known: give --tenant or --external-id. A placeholder stands in its place.");
  return {
    principalArn: principalArn ?? placeholders.principalArn,
    externalId: externalId ?? placeholders.externalId,
    managementRoleName: options.managementRole,
    memberRoleName: options.memberRole,
  };
}

function externalIdOf(slug: string): Promise<string> {
  return withInstallation(async (database) => {
    const tenant = await requireTenant(database, slug);
    const [connection] = await database.withTenant(tenant.id, (tx) => listConnections(tx));
    if (connection === undefined)
      throw new BadInput(
        "The tenant has no connection yet, so no external id. Make one: npm run -s sekinin -- connection create --help",
      );
    return connection.externalId;
  });
}

function render(format: PermissionsOptions["format"], options: TemplateOptions): string {
  switch (format) {
    case "cloudformation":
      return cloudFormationTemplate(options);
    case "stackset":
      return stackSetTemplate(options);
    case "terraform":
      return terraformModule(options);
    case "json": {
      const management = roleDocument("management", options, options.managementRoleName);
      const member = roleDocument("member", options, options.memberRoleName);
      return `${JSON.stringify({ management, member }, null, 2)}\n`;
    }
  }
}

import { createTenant } from "@sekinin/db";
import { type Command, Option } from "commander";
import { example } from "../example.ts";
import { withInstallation } from "../installation.ts";
import { say } from "../report.ts";

type TenantOptions = {
  readonly slug: string;
  readonly name: string;
  readonly zone: string;
  readonly locale: "en" | "ja";
};

export function addTenantCommands(program: Command): void {
  const tenant = program.command("tenant").description("Customers of this installation");
  tenant
    .command("create")
    .description("Make a tenant")
    .requiredOption("--slug <slug>", "short name for addresses: a-z, 0-9 and hyphen")
    .requiredOption("--name <name>", "name that people read")
    .option("--zone <iana>", "time zone of its days", "UTC")
    .addOption(new Option("--locale <locale>", "language of its mails").choices(["en", "ja"]).default("en"))
    .addHelpText("after", example('tenant create --slug acme --name "Acme Holdings" --zone Europe/Dublin --locale en'))
    .action(async (options: TenantOptions) => {
      await withInstallation(async (database) => {
        const made = await database.withSystem((tx) => createTenant(tx, options));
        process.stdout.write(`${JSON.stringify({ id: made.id, slug: made.slug })}\n`);
        say(
          `Tenant \`${made.slug}\` is made. Next: npm run -s sekinin -- user create --email ADDRESS --tenant ${made.slug} --role owner`,
        );
      });
    });
}

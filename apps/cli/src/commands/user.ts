import { hashPassword, normaliseEmail, passwordProblem } from "@sekinin/auth";
import { addMembership, createUser, findUserByEmail, recordAuditEvent } from "@sekinin/db";
import { type Command, Option } from "commander";
import { example } from "../example.ts";
import { requireTenant, withInstallation } from "../installation.ts";
import { readPassword } from "../read-password.ts";
import { BadInput, say } from "../report.ts";

type UserOptions = {
  readonly email: string;
  readonly tenant: string;
  readonly role: "owner" | "viewer";
  readonly name?: string;
  readonly locale?: "en" | "ja";
  readonly passwordStdin?: boolean;
};

export function addUserCommands(program: Command): void {
  const user = program.command("user").description("People who sign in");
  user
    .command("create")
    .description("Make a user, or give one that exists a role in a tenant")
    .requiredOption("--email <address>", "address to sign in with")
    .requiredOption("--tenant <slug>", "tenant that the user belongs to")
    .addOption(new Option("--role <role>", "what the user may do").choices(["owner", "viewer"]).makeOptionMandatory())
    .option("--name <name>", "name that people read; the address without it")
    .addOption(new Option("--locale <locale>", "language; the tenant's without it").choices(["en", "ja"]))
    .option("--password-stdin", "read the password from standard input instead of asking for it")
    .addHelpText("after", example("user create --email ciso@acme.example --tenant acme --role owner"))
    .action(createUserInTenant);
}

async function createUserInTenant(options: UserOptions): Promise<void> {
  const email = normaliseEmail(options.email);
  if (email === null)
    throw new BadInput(`\`${options.email}\` is not an address that can be used: one @, no quotes, an ASCII domain.`);
  await withInstallation(async (database) => {
    const tenant = await requireTenant(database, options.tenant);
    const known = await database.withSystem((tx) => findUserByEmail(tx, email));
    let userId = known?.id;
    if (userId === undefined) {
      const password = await readPassword(options.passwordStdin === true);
      const problem = passwordProblem(password, email);
      if (problem !== null) throw new BadInput(`That password cannot be used: ${problem}. Use 12 to 128 characters.`);
      const passwordHash = await hashPassword(password);
      const input = { email, name: options.name ?? email, passwordHash, locale: options.locale ?? tenant.locale };
      userId = (await database.withSystem((tx) => createUser(tx, input))).id;
    }
    const id = userId;
    await database.withTenant(tenant.id, async (tx) => {
      await addMembership(tx, { userId: id, role: options.role });
      await recordAuditEvent(tx, {
        actor: { kind: "command-line", id: null },
        action: "membership.added",
        detail: { userId: id, role: options.role },
      });
    });
    process.stdout.write(`${JSON.stringify({ id, email, tenant: tenant.slug, role: options.role })}\n`);
    say(known === null ? `User \`${email}\` is made.` : `User \`${email}\` existed and keeps the password.`);
  });
}

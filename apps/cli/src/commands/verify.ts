import { listTenants, verifyTenant } from "@sekinin/db";
import type { Command } from "commander";
import { example } from "../example.ts";
import { requireTenant, withInstallation } from "../installation.ts";
import { Disagreement, say } from "../report.ts";

export function addVerifyCommand(program: Command): void {
  program
    .command("verify")
    .description("Recount every roll-up against its sources; exit code 1 where something differs")
    .option("--tenant <slug>", "one tenant only")
    .addHelpText("after", example("verify --tenant acme"))
    .action(async ({ tenant: slug }: { readonly tenant?: string }) => {
      await withInstallation(async (database) => {
        const tenants =
          slug === undefined
            ? await database.withSystem((tx) => listTenants(tx))
            : [await requireTenant(database, slug)];
        let count = 0;
        for (const tenant of tenants) {
          const { disagreements, skippedDays } = await database.withTenant(tenant.id, (tx) => verifyTenant(tx), {
            timeoutMs: 600_000,
          });
          for (const disagreement of disagreements)
            process.stdout.write(`${JSON.stringify({ tenant: tenant.slug, ...disagreement })}\n`);
          count += disagreements.length;
          say(`${tenant.slug}: ${disagreements.length} disagreements`);
          if (skippedDays > 0)
            say(
              `${tenant.slug}: ${skippedDays} days of OUs are left out: a crawl that was cancelled, or ran past midnight`,
            );
        }
        if (count > 0) throw new Disagreement(`${count} rows differ from a recount of their sources.`);
      });
    });
}

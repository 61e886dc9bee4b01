import { catalogue } from "@sekinin/responsibility";
import { type Command, Option } from "commander";
import { example } from "../example.ts";
import { formatTable } from "../table.ts";

export function addControlsCommand(program: Command): void {
  program
    .command("controls")
    .description("The catalogue: what is decided, and what it reads")
    .addOption(new Option("--format <format>", "json holds everything").choices(["json", "table"]).default("table"))
    .addHelpText("after", example("controls --format json"))
    .action(({ format }: { readonly format: "json" | "table" }) => {
      const entries = catalogue();
      if (format === "json") process.stdout.write(`${JSON.stringify(entries, null, 2)}\n`);
      else
        process.stdout.write(
          formatTable(
            ["id", "service", "domain", "severity", "scope", "title", "題名"],
            entries.map(({ id, service, domain, severity, scope, title }) => [
              id,
              service,
              domain,
              severity,
              scope,
              title.en,
              title.ja,
            ]),
          ),
        );
    });
}

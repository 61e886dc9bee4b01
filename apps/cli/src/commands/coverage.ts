import {
  type Coverage,
  type CoverageVerdict,
  coverageVerdicts,
  decideOrganization,
  findObjective,
  objectives,
} from "@sekinin/guardrails";
import { type Command, InvalidArgumentError, Option } from "commander";
import { compiledFile, sayDoubts } from "../compiled-file.ts";
import { type CoverageRow, coverageRows } from "../coverage-rows.ts";
import { example } from "../example.ts";
import { BadInput, Disagreement } from "../report.ts";
import { formatTable } from "../table.ts";
import { writeList } from "../write-rows.ts";

type Options = {
  readonly organization: string;
  readonly objective?: readonly string[];
  readonly account?: readonly string[];
  readonly parameters?: string;
  readonly failOn?: readonly CoverageVerdict[];
  readonly format: "json" | "table";
};

const collect = (value: string, earlier: readonly string[] = []) => [...earlier, value];

export function addCoverageCommand(program: Command): void {
  program
    .command("coverage")
    .description("What the policies of an organisation file stop, for every possible request")
    .requiredOption("--organization <file>", "organisation file, `-` for standard input")
    .option("--objective <id>", "only this objective; may be repeated", collect)
    .option("--account <id>", "only this account; may be repeated", collect)
    .option("--parameters <file>", "values of objectives' parameters, instead of the file's own")
    .addOption(
      new Option("--fail-on <verdicts>", "exit code 1 where one of these is found, separated by commas").argParser(
        verdictsOf,
      ),
    )
    .addOption(new Option("--format <format>", "json holds everything").choices(["json", "table"]).default("json"))
    .addHelpText(
      "after",
      example(
        "coverage --organization organization.json --format table",
        "coverage --organization organization.json --objective guardduty-off --fail-on none,partial,unknown",
      ),
    )
    .action(coverage);
}

function verdictsOf(written: string): readonly CoverageVerdict[] {
  return written.split(",").map((name) => {
    const verdict = coverageVerdicts.find((one) => one === name.trim());
    if (verdict === undefined) throw new InvalidArgumentError(`Verdicts are ${coverageVerdicts.join(", ")}.`);
    return verdict;
  });
}

async function coverage(options: Options): Promise<void> {
  for (const id of options.objective ?? []) {
    if (findObjective(id) === undefined)
      throw new BadInput(`There is no objective \`${id}\`. There are: ${objectives.map((one) => one.id).join(", ")}`);
  }
  const compiled = await compiledFile(options.organization, options.parameters);
  sayDoubts(compiled);
  for (const id of options.account ?? []) {
    if (!compiled.accounts.has(id)) throw new BadInput(`\`${options.organization}\` has no account \`${id}\`.`);
  }
  const bound = (options.account ?? [...compiled.accounts.keys()]).filter(
    (id) => compiled.accounts.get(id)?.isManagement === false,
  );
  // Else a file that lost its accounts would pass every check.
  if (options.failOn !== undefined && bound.length === 0)
    throw new BadInput(`\`${options.organization}\` has no account that policies bind: --fail-on would check nothing.`);
  const decided = decideOrganization(compiled, {
    ...(options.objective === undefined ? {} : { objectives: options.objective }),
    ...(options.account === undefined ? {} : { accounts: options.account }),
  });
  const rows = coverageRows(compiled, decided, new Date().toISOString());
  if (options.format === "table") process.stdout.write(tableOf(rows));
  else await writeList(rows, '{ "verdicts": ', " }");
  fail(decided, options.failOn ?? []);
}

function tableOf(rows: Iterable<CoverageRow>): string {
  const header = ["objective", "account", "verdict", "stopped", "escaping", "open", "unknown", "because"];
  return formatTable(
    header,
    Array.from(rows, (row) => {
      const { stopped, escaping, open, unknown } = row.actions;
      const counts = [stopped, escaping, open, unknown].map(String);
      return [row.objective, row.account, row.verdict, ...counts, becauseOf(row)];
    }),
  );
}

/** The reason, else the worst way out, else a request that gets through. */
function becauseOf({ reason, waysOut: [first], witness }: CoverageRow): string {
  if (reason !== null) return reason;
  const detail = first !== undefined && "detail" in first ? String(first.detail) : "";
  if (detail !== "") return detail;
  if (witness === null || witness.deniedBy.length > 0) return "";
  return `${witness.request.action} by ${witness.request.principal}`;
}

function fail({ objectives: ids, classes }: Coverage, verdicts: readonly CoverageVerdict[]): void {
  const found = new Map<CoverageVerdict, number>();
  for (const { accounts, outcomes } of classes) {
    for (const id of ids) {
      const verdict = outcomes[id]?.verdict;
      if (verdict !== undefined && verdicts.includes(verdict))
        found.set(verdict, (found.get(verdict) ?? 0) + accounts.length);
    }
  }
  if (found.size === 0) return;
  throw new Disagreement([...found].map(([verdict, count]) => `${count} verdicts are ${verdict}.`).join("\n"));
}

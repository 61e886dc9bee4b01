import { type CompiledOrganization, type LintProblem, lintMessage, lintOrganization } from "@sekinin/guardrails";
import { type Command, Option } from "commander";
import { compiledFile } from "../compiled-file.ts";
import { example } from "../example.ts";
import { Disagreement } from "../report.ts";
import { formatTable } from "../table.ts";
import { writeList } from "../write-rows.ts";

const severities = ["error", "warning", "note"] as const;
type Severity = (typeof severities)[number];

type Options = {
  readonly organization: string;
  readonly failOn: Severity | "never";
  readonly format: "json" | "table";
};

export function addLintCommand(program: Command): void {
  program
    .command("lint")
    .description("What AWS would refuse in an organisation file, what never takes effect, and who is locked out")
    .requiredOption("--organization <file>", "organisation file, `-` for standard input")
    .addOption(
      new Option("--fail-on <severity>", "exit code 1 where a problem is this bad or worse")
        .choices([...severities, "never"])
        .default("error"),
    )
    .addOption(new Option("--format <format>", "json holds everything").choices(["json", "table"]).default("json"))
    .addHelpText("after", example("lint --organization organization.json --format table --fail-on warning"))
    .action(lint);
}

async function lint({ organization, failOn, format }: Options): Promise<void> {
  const compiled = await compiledFile(organization);
  const problems = lintOrganization(compiled, { day: new Date().toISOString().slice(0, 10) });
  const rows = problems.map((problem) => rowOf(problem, compiled));
  if (format === "json") await writeList(rows, '{ "problems": ', " }");
  else
    process.stdout.write(
      formatTable(
        ["severity", "code", "policy", "place", "message"],
        rows.map(({ severity, code, policy, node, path, line, message }) => [
          severity,
          code,
          policy ?? "",
          [path, line === null ? "" : `line ${line}`, node ?? ""].filter((text) => text !== "").join(" "),
          message,
        ]),
      ),
    );
  const bad = problems.filter(
    ({ severity }) => failOn !== "never" && severities.indexOf(severity) <= severities.indexOf(failOn),
  );
  if (bad.length > 0)
    throw new Disagreement(`${bad.length} of ${problems.length} problems are as bad as ${failOn} or worse.`);
}

function rowOf(problem: LintProblem, { policies }: CompiledOrganization) {
  const { code, severity, policyId, nodeId, path, position, details, suggestion } = problem;
  const text = policyId === null ? null : (policies.get(policyId)?.text ?? null);
  const message = lintMessage(problem, "en");
  return {
    code,
    severity,
    policy: policyId,
    node: nodeId,
    path,
    line: position === null || text === null ? null : text.slice(0, position.from).split("\n").length,
    position,
    message: suggestion === null ? message : `${message} Did you mean ${suggestion}?`,
    suggestion,
    details,
  };
}

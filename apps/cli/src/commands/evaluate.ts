import {
  type CompiledOrganization,
  evaluateOrganizationRequest,
  nearestActions,
  type OrganizationRequest,
  readRequestsFile,
} from "@sekinin/guardrails";
import { type Command, Option } from "commander";
import { compiledFile, sayDoubts } from "../compiled-file.ts";
import { example } from "../example.ts";
import { readText, refuse } from "../read-file.ts";
import { Disagreement, say } from "../report.ts";
import { formatTable } from "../table.ts";
import { writeList } from "../write-rows.ts";

type Options = {
  readonly organization: string;
  readonly requests: string;
  readonly failOn?: "allowed" | "denied" | "unknown";
  readonly format: "json" | "table";
};

export function addEvaluateCommand(program: Command): void {
  program
    .command("evaluate")
    .description("Whether the SCPs and RCPs of an organisation file let requests through, and which statements decide")
    .requiredOption("--organization <file>", "organisation file, `-` for standard input")
    .requiredOption("--requests <file>", "JSON list of requests")
    .addOption(
      new Option("--fail-on <decision>", "exit code 1 where a request is decided so").choices([
        "allowed",
        "denied",
        "unknown",
      ]),
    )
    .addOption(new Option("--format <format>", "json holds everything").choices(["json", "table"]).default("json"))
    .addHelpText("after", example("evaluate --organization organization.json --requests requests.json"))
    .action(evaluate);
}

async function evaluate({ organization, requests: path, failOn, format }: Options): Promise<void> {
  const compiled = await compiledFile(organization);
  sayDoubts(compiled);
  const file = readRequestsFile(await readText(path));
  if (file.status === "refused") return refuse(path, file.problems);
  sayOddities(compiled, file.requests);
  const now = new Date().toISOString();
  const decisions = file.requests.map((request) => evaluateOrganizationRequest(compiled, request, now));
  if (format === "json") await writeList(decisions);
  else
    process.stdout.write(
      formatTable(
        ["account", "action", "principal", "decision", "because"],
        file.requests.map(({ account, action, principal }, at) => {
          const { decision = "unknown", by = [] } = decisions[at] ?? {};
          const because = by.map(({ why, policy, attachedTo }) => [why, policy, attachedTo].filter(Boolean).join(" "));
          return [account, action, principal, decision, because.join(", ")];
        }),
      ),
    );
  const failing = decisions.filter(({ decision }) => decision === failOn).length;
  if (failing > 0) throw new Disagreement(`${failing} requests are ${failOn}.`);
}

/** Requests that are decided, though they may not ask what was meant. */
function sayOddities({ accounts, universe }: CompiledOrganization, requests: readonly OrganizationRequest[]): void {
  requests.forEach(({ account, resourceAccount, action }, at) => {
    if (!accounts.has(account) && (resourceAccount === undefined || !accounts.has(resourceAccount)))
      say(`Request ${at}: no account ${account} in the file, so its policies bind neither caller nor resource.`);
    if (universe.action(action) === undefined) {
      const [meant] = nearestActions(universe, action);
      say(`Request ${at}: AWS documents no action ${action}.${meant === undefined ? "" : ` Did you mean ${meant}?`}`);
    }
  });
}

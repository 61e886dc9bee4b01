import {
  type CompiledOrganization,
  compileOrganization,
  loadUniverse,
  objectiveParameters,
  readOrganizationFile,
  readParametersFile,
} from "@sekinin/guardrails";
import { readText, refuse } from "./read-file.ts";
import { say } from "./report.ts";

/** The organisation of a file, ready for questions. */
export async function compiledFile(path: string, parametersPath?: string): Promise<CompiledOrganization> {
  const file = readOrganizationFile(await readText(path));
  if (file.status === "refused") return refuse(path, file.problems);
  const parameters = parametersPath === undefined ? {} : await parametersOf(parametersPath);
  return compileOrganization(file.reading, { universe: loadUniverse(), parameters });
}

async function parametersOf(path: string) {
  const file = readParametersFile(await readText(path));
  return file.status === "refused" ? refuse(path, file.problems) : file.parameters;
}

/** Says what an organisation leaves unknown, and where to read more. */
export function sayDoubts({ policies, accounts, parameters }: CompiledOrganization): void {
  const unreadable = [...policies.values()].filter(
    ({ state }) => state.status === "problem" || state.status === "unread",
  );
  const lost = [...accounts.values()].filter(({ path, isContradictory }) => path.broken !== null || isContradictory);
  for (const { id, state } of unreadable.slice(0, 5)) {
    const problem = state.status === "problem" ? state.problem : null;
    say(
      `Policy ${id} decides nothing: ${problem === null ? "it was not read" : `${problem.code} ${problem.path}`.trim()}.`,
    );
  }
  if (lost.length > 0) say(`The place of ${lost.length} accounts is not known: their tree is broken.`);
  if (unreadable.length + lost.length > 0) say("See all: npm run -s sekinin -- lint --organization FILE");
  const known = new Set(objectiveParameters.map(({ name }) => name));
  for (const name of Object.keys(parameters)) if (!known.has(name)) say(`No objective has a parameter \`${name}\`.`);
}

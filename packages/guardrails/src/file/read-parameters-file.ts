import type { ObjectiveParameters } from "../objectives/objective.ts";
import { collectProblems, type FileProblem, objectAt, type Problems, textsAt } from "./checked-value.ts";
import { parseFile } from "./parse-file.ts";

const mostCharacters = 1_000_000;

export type ParametersFile =
  | { readonly status: "read"; readonly parameters: ObjectiveParameters }
  | { readonly status: "refused"; readonly problems: readonly FileProblem[] };

/** Reads `{ "approvedRegions": ["eu-west-1"] }`, a file of its own; never throws. */
export function readParametersFile(text: string): ParametersFile {
  const problems = collectProblems();
  const value = parseFile(text, mostCharacters, problems);
  if (problems.list.length > 0) return { status: "refused", problems: problems.list };
  const parameters = parametersAt(value, "", problems);
  return problems.list.length > 0 ? { status: "refused", problems: problems.list } : { status: "read", parameters };
}

/** Values of objectives' parameters by name, for instance in an organisation's file. */
export function parametersAt(value: unknown, path: string, problems: Problems): ObjectiveParameters {
  const entries = Object.entries(objectAt(value, path, problems));
  return Object.fromEntries(
    entries.map(([name, list]) => [name, textsAt(list, path === "" ? name : `${path}.${name}`, problems)]),
  );
}

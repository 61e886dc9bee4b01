import { Failure } from "@sekinin/config";
import type { ObjectiveParameters } from "@sekinin/guardrails";
import { typedText } from "../text.ts";

const mostNames = 100;
const mostValues = 2_000;

/** Parameters as they are stored: known names are the caller's matter, sizes are not. Throws `input.invalid`. */
export function typedParameters(parameters: ObjectiveParameters): ObjectiveParameters {
  const given = Object.entries(parameters);
  if (given.length > mostNames) throw tooMany("parameters", mostNames);
  return Object.fromEntries(
    given.map(([name, values]) => {
      if (values.length > mostValues) throw tooMany(name, mostValues);
      return [typedText("name", name, 64), [...new Set(values.map((value) => typedText(name, value, 2_048)))]];
    }),
  );
}

function tooMany(field: string, most: number): Failure {
  return new Failure("input.invalid", { detail: { field, problem: `At most ${most} of \`${field}\`.` } });
}

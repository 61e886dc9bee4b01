import { type ObjectiveParameterKind, type ObjectiveParameters, objectiveParameters } from "@sekinin/guardrails";
import { z } from "zod";
import { mostCharacters } from "./most-characters.ts";

const shapes: Readonly<Record<ObjectiveParameterKind, RegExp>> = {
  regions: /^[a-z]{2}(?:-[a-z]+)+-\d$/,
  services: /^[a-z0-9][a-z0-9-]{1,62}$/,
  arns: /^arn:[^\s"]{5,2000}$/,
  names: /^[^\s"\\]{1,512}$/,
  owners: /^(?:\d{12}|amazon|aws-marketplace|aws-backup-vault|self)$/,
  networks: /^(?:\d{1,3}(?:\.\d{1,3}){3}(?:\/\d{1,2})?|[0-9a-fA-F:]+:[0-9a-fA-F:.]*(?:\/\d{1,3})?)$/,
};

/** A form's fields, `value.<parameter>`: one value a line, commas too. */
export const ParameterForm = z.strictObject({
  organizationId: z.string().regex(/^o-[a-z0-9]{10,32}$/),
  ...Object.fromEntries(
    objectiveParameters.map(({ name }) => [`value.${name}`, z.string().max(mostCharacters).default("")]),
  ),
});

/** A value that is none of its kind. */
export type ParameterProblem = { readonly name: string; readonly value: string };

/** What the fields say: values by parameter, empty ones left out, and what is wrong with them. */
export function parametersOf(fields: Readonly<Record<string, string>>): {
  readonly parameters: ObjectiveParameters;
  readonly problems: readonly ParameterProblem[];
} {
  const problems: ParameterProblem[] = [];
  const parameters: Record<string, readonly string[]> = {};
  for (const { name, kind } of objectiveParameters) {
    const values = [...new Set((fields[`value.${name}`] ?? "").split(/[\n,、]/).map((value) => value.trim()))].filter(
      Boolean,
    );
    for (const value of values) if (!isOfKind(value, kind)) problems.push({ name, value: value.slice(0, 100) });
    if (values.length > 0) parameters[name] = values;
  }
  return { parameters, problems };
}

// Half a surrogate pair is no text that the database takes.
function isOfKind(value: string, kind: ObjectiveParameterKind): boolean {
  return shapes[kind].test(value) && !/[\uD800-\uDFFF\0]/u.test(value);
}

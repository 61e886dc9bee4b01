import type { Objective, ObjectiveParameters, RequestPattern } from "./objective.ts";
import { objectiveParameters } from "./objective-parameters.ts";

/** `{approvedRegions}`; `${aws:username}` is a policy variable and none of ours. */
const placeholder = /(?<!\$)\{(\w+)\}/;

/** Names that a text uses, without braces. */
function parametersIn(text: string): readonly string[] {
  const [, name] = placeholder.exec(text) ?? [];
  return name === undefined ? [] : [name, ...parametersIn(text.replace(placeholder, ""))];
}

/** Values of what an objective uses, defaults filled in; names that have none are left out. An empty list is no value. */
export function parameterValues(
  { parameters }: Objective,
  given: ObjectiveParameters,
  organizationId: string,
): ObjectiveParameters {
  const values: Record<string, readonly string[]> = { orgId: [organizationId] };
  for (const name of parameters) {
    const value = Object.hasOwn(given, name) ? (given[name] ?? []) : [];
    const known = value.length > 0 ? value : objectiveParameters.find((one) => one.name === name)?.default;
    if (known !== undefined && known !== null) values[name] = known;
  }
  return values;
}

/** Names of parameters that some requests use, `{orgId}` and `{account}` aside: these the organisation itself tells. */
export function parametersOf(requests: readonly RequestPattern[]): readonly string[] {
  const names = requests.flatMap(textsOf).flatMap(parametersIn);
  return [...new Set(names)].filter((name) => name !== "orgId" && name !== "account");
}

/** Names that the requests which decide need and that have no value: hardening alone leaves no verdict unknown. */
export function missingParameters({ requests }: Objective, values: ObjectiveParameters): readonly string[] {
  const core = requests.filter(({ part }) => part === "core");
  return parametersOf(core).filter((name) => !Object.hasOwn(values, name));
}

function textsOf({ actions, resources, exceptResources = [], conditions }: RequestPattern): readonly string[] {
  return [...actions, ...resources, ...exceptResources, ...conditions.flatMap(({ values }) => values)];
}

/** The text once for each value of its parameter. `{account}` stays: it differs from account to account. */
export function withValues(text: string, values: ObjectiveParameters): readonly string[] {
  const [whole, name = ""] = placeholder.exec(text) ?? [];
  if (whole === undefined || !Object.hasOwn(values, name)) return [text];
  const before = text.slice(0, text.indexOf(whole));
  return (values[name] ?? []).map((value) => text.replace(whole, () => nameIn(value, before)));
}

/** Somebody gave a whole ARN where the text asks for the name inside one. */
function nameIn(value: string, before: string): string {
  if (!before.startsWith("arn:") || !value.startsWith("arn:")) return value;
  const resource = value.split(":").slice(5).join(":");
  const start = before.split(":").slice(5).join(":");
  return resource.startsWith(start) ? resource.slice(start.length) : resource;
}

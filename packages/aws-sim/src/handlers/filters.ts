import { SimulatedError } from "../wire/handler.ts";

type Filter = { readonly name: string; readonly values: readonly string[] };

/**
 * Keeps the items that pass every filter of an EC2 call. `fields` gives an item's value for each filter that the operation
 * knows; another one is InvalidParameterValue. `*` and `?` are wildcards, as in EC2.
 */
export function filtered<T>(
  items: readonly T[],
  input: unknown,
  fields: Readonly<Record<string, (item: T) => string | boolean | undefined>>,
): readonly T[] {
  const filters = filtersIn(input);
  for (const { name } of filters) {
    if (!Object.hasOwn(fields, name)) {
      throw new SimulatedError("InvalidParameterValue", 400, `The filter '${name}' is invalid`);
    }
  }
  return items.filter((item) =>
    filters.every(({ name, values }) => values.some((value) => matches(value, String(fields[name]?.(item) ?? "")))),
  );
}

function filtersIn(input: unknown): readonly Filter[] {
  if (!Array.isArray(input)) return [];
  return input.flatMap((filter: unknown): Filter[] => {
    if (typeof filter !== "object" || filter === null) return [];
    const name = "Name" in filter ? filter.Name : undefined;
    const values = "Values" in filter ? filter.Values : undefined;
    if (typeof name !== "string" || !Array.isArray(values)) return [];
    return [{ name, values: values.filter((value): value is string => typeof value === "string") }];
  });
}

function matches(pattern: string, value: string): boolean {
  if (!/[*?]/.test(pattern)) return pattern === value;
  const expression = pattern
    .replaceAll(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  return new RegExp(`^${expression}$`, "s").test(value);
}

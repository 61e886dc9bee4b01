import type { PolicyStatement } from "../policy-document.ts";

const variable = /\$\{([^}]*)\}/g;

/** Keys in lower case that an answer about the statement hangs on: those of its conditions and of its variables. */
export function keysAskedBy({ conditions, resources, notResources }: PolicyStatement): readonly string[] {
  const texts = [...(resources ?? []), ...(notResources ?? []), ...conditions.flatMap(({ values }) => values)];
  const keys = new Set(conditions.map(({ key }) => key.toLowerCase()));
  for (const text of texts) {
    for (const [, inside = ""] of text.matchAll(variable)) keys.add((inside.split(",")[0] ?? "").trim().toLowerCase());
  }
  return [...keys];
}

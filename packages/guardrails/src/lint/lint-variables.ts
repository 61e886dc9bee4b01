import { keyFacts as decisionKey } from "../decide/keys.ts";
import { splitVariables } from "../values/variables.ts";
import { documentedKey } from "./documented-key.ts";
import { elementPath, type Found, type StatementView } from "./found-problem.ts";
import { conditionPath } from "./lint-keys.ts";
import { nearestKeys } from "./near-spellings.ts";

/**
 * Variables that are none (an older Version, a brace left open), and those that a request may leave without a value: a
 * positive operator then matches nothing, a negated one and NotResource match everything.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#policy-vars-no-value
 */
export function lintVariables(view: StatementView): readonly Found[] {
  return textsOf(view).flatMap(({ text, path }) => (text.includes("${") ? lintText(view, text, path) : []));
}

function textsOf(view: StatementView): readonly { readonly text: string; readonly path: string }[] {
  const { resources, notResources, conditions } = view.statement;
  return [
    ...(resources ?? []).map((text, at) => ({ text, path: elementPath(view, "Resource", at) })),
    ...(notResources ?? []).map((text, at) => ({ text, path: elementPath(view, "NotResource", at) })),
    ...conditions.flatMap((condition) =>
      condition.values.map((text) => ({ text, path: conditionPath(view, condition) })),
    ),
  ];
}

function lintText(view: StatementView, text: string, path: string): readonly Found[] {
  const parts = splitVariables(text, "2012-10-17");
  const isLiteral = view.version === "2008-10-17";
  const isOpen = parts.every((part) => part.kind === "text" && !part.isLiteral);
  if (isLiteral || isOpen) {
    const why = isLiteral ? "version" : "brace";
    return [{ code: "variable-is-literal", severity: "warning", path, details: { text, why } }];
  }
  const variables = parts.flatMap((part) => (part.kind === "variable" ? part : []));
  return variables.slice(0, 20).flatMap((variable) => lintVariable(view, variable, path));
}

const longestKey = 256;

function lintVariable(
  { universe }: StatementView,
  { name, fallback }: { readonly name: string; readonly fallback: string | null },
  path: string,
): readonly Found[] {
  const key = name.slice(0, longestKey);
  const documented = documentedKey(universe, key);
  if (documented.known === "no") {
    const [near] = nearestKeys(universe, key, [], 1);
    const suggestion = near === undefined ? null : `\${${near}}`;
    return [{ code: "key-unknown", severity: "warning", path, details: { key }, suggestion }];
  }
  if (fallback !== null) return [];
  const row = decisionKey(key.toLowerCase());
  const severalValues = row?.hasSeveralValues ?? (documented.known === "yes" && documented.type.hasSeveralValues);
  if (row?.presence === "always" && !severalValues) return [];
  const details = { key, why: severalValues ? "several-values" : "absent" };
  // Several values can be no variable at all, and a default does not help there.
  const suggestion = severalValues ? null : `\${${key}, 'none'}`;
  return [{ code: "variable-missing", severity: "warning", path, details, suggestion }];
}

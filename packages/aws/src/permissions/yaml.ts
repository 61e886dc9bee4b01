/** A value that a template holds. */
export type TemplateValue =
  | string
  | number
  | boolean
  | readonly TemplateValue[]
  | { readonly [key: string]: TemplateValue };

/** Block YAML 1.2. Texts are quoted as JSON strings, so that no reader takes one for a date, number or boolean. */
export function toYaml(value: TemplateValue, indent = ""): string {
  if (typeof value !== "object") return JSON.stringify(value);
  if (isList(value)) {
    if (value.length === 0) return "[]";
    return value.map((item) => `${indent}- ${child(item, `${indent}  `).trimStart()}`).join("\n");
  }
  const entries = Object.entries(value);
  if (entries.length === 0) return "{}";
  return entries.map(([key, item]) => `${indent}${plainKey(key)}:${member(item, indent)}`).join("\n");
}

function isList(value: object): value is readonly TemplateValue[] {
  return Array.isArray(value);
}

function child(item: TemplateValue, indent: string): string {
  return typeof item === "object" ? toYaml(item, indent) : JSON.stringify(item);
}

function member(item: TemplateValue, indent: string): string {
  if (typeof item !== "object" || Object.keys(item).length === 0) return ` ${toYaml(item)}`;
  return `\n${toYaml(item, `${indent}  `)}`;
}

/** Words that some YAML version takes for a boolean or null. */
const reservedWord = /^(?:y|yes|n|no|on|off|true|false|null)$/i;

function plainKey(key: string): string {
  return /^[A-Za-z][A-Za-z0-9]*$/.test(key) && !reservedWord.test(key) ? key : JSON.stringify(key);
}

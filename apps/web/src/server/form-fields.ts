import { Failure } from "@sekinin/config";

/**
 * A form's texts by field name; a name that comes several times is a list. Files are refused, and
 * so are more than 100 fields. Fields that React adds for itself are left out.
 */
export function readFields(form: unknown): Record<string, string | string[]> {
  if (!(form instanceof FormData)) throw new Failure("input.invalid");
  const fields = new Map<string, string | string[]>();
  let count = 0;
  for (const [name, value] of form) {
    if (name.startsWith("$ACTION")) continue;
    count += 1;
    if (typeof value !== "string" || count > 100) throw new Failure("input.invalid");
    const earlier = fields.get(name);
    if (earlier === undefined) fields.set(name, value);
    else fields.set(name, [...(typeof earlier === "string" ? [earlier] : earlier), value]);
  }
  // fromEntries defines own properties: a field called `__proto__` stays a field.
  return Object.fromEntries(fields);
}

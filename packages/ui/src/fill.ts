/** A text with `{name}` places filled. A place without a value stays as it is, so that it is seen and mended. */
export function fill(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
}

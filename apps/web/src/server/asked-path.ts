/** Header in which the proxy tells pages the path that was asked for; what a client sends under it is overwritten. */
export const askedPathHeader = "x-sekinin-path";

/** A path as the access log keeps it: short, and nothing but what a path can hold. Null for anything else. */
export function loggedPath(path: string | null): string | null {
  return path !== null && /^\/[\w/%.~-]*$/.test(path) ? path.slice(0, 200) : null;
}

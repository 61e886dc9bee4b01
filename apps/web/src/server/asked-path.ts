/** Header in which the proxy tells pages the path that was asked for; what a client sends under it is overwritten. */
export const askedPathHeader = "x-sekinin-path";

/**
 * Part of the product that a path leads to: `findings` of `/t/acme/findings/1` and of `/api/t/acme/findings/export`,
 * `overview` of `/t/acme`, `portfolio`; `other` where it is none or is not known.
 */
export function areaOf(path: string | null): string {
  const [, inside] = /^\/(?:api\/)?t\/[^/]+(?:\/([a-z-]+))?(?:\/|$)/.exec(path ?? "") ?? [];
  if (inside !== undefined) return inside;
  if (/^\/t\/[^/]+\/?$/.test(path ?? "")) return "overview";
  return path === "/portfolio" ? "portfolio" : "other";
}

/** A path as the access log keeps it: short, and nothing but what a path can hold. Null for anything else. */
export function loggedPath(path: string | null): string | null {
  return path !== null && /^\/[\w/%.~-]*$/.test(path) ? path.slice(0, 200) : null;
}

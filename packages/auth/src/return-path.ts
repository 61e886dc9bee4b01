/**
 * Where to go after signing in: the asked path where it surely stays on our own origin, else `/`.
 * Accepts a path, or a whole address of `origin`; both are cut to path and query.
 */
export function safeReturnPath(asked: string | null | undefined, origin: string): string {
  if (asked === null || asked === undefined || asked.length > 2048) return "/";
  // Browsers drop tabs and line breaks and read `\` as `/`: neither has a place in a path of ours.
  if (Array.from(asked).some((character) => character <= " " || character === "\\" || character === "\u007f"))
    return "/";
  if (!asked.startsWith("/") && !asked.startsWith(`${origin}/`)) return "/";
  if (!URL.canParse(asked, origin)) return "/";
  const url = new URL(asked, origin);
  const staysHere = url.origin === origin && url.username === "" && url.password === "";
  // `//host` would be another host again once the origin is gone.
  if (!staysHere || url.pathname.startsWith("//")) return "/";
  // Coming back to the sign-in page or to an endpoint would be a loop or a download.
  if (url.pathname === "/sign-in" || url.pathname.startsWith("/api/")) return "/";
  return url.pathname + url.search;
}

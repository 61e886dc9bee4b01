/**
 * Endpoints that take more than a form holds: a draft's policies, an organisation's file. `src/proxy.ts` leaves them
 * out, since it would keep every body in memory before anybody asked who sends it; `route` gives their answers the
 * headers that the proxy gives all others.
 */
export const largeBodyPath = /^\/api\/t\/[^/]+\/(?:what-if|organization-file)(?:\/|$)/;

/** Headers of an answer that the proxy has not seen. JSON and files: nothing in them may run or be framed. */
export function headersWithoutProxy(isHttps: boolean): Readonly<Record<string, string>> {
  return {
    "Content-Security-Policy":
      "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox",
    ...(isHttps ? { "Strict-Transport-Security": "max-age=31536000; includeSubDomains" } : {}),
  };
}

/** The policy of every page: scripts and style sheets of our own, by nonce; nothing inline, nothing from elsewhere. */
export function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'`,
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    // The preview of a mail; whatever else is ours refuses to be framed.
    "frame-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "object-src 'none'",
  ].join("; ");
}

/** The policy of pages that a link in a mail opens: one style sheet by nonce and a form to ourselves; no script at all. */
export function linkPagePolicy(nonce: string): string {
  return [
    "default-src 'none'",
    `style-src 'nonce-${nonce}'`,
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}

/**
 * The policy of a mail that is shown as it would be sent. Mails carry style attributes; nothing runs, nothing is
 * loaded, nothing is sent, only our own pages may frame it, and its links open windows of their own.
 */
export function mailPolicy(): string {
  return [
    "default-src 'none'",
    "style-src 'unsafe-inline'",
    "img-src data:",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'self'",
    "sandbox allow-popups allow-popups-to-escape-sandbox",
  ].join("; ");
}

/** Pages that a link in a mail opens, without a session. */
export const linkPagePath = /^\/(?:u|confirm)\/[^/]+$/;
const mailPath = /^\/api\/t\/[^/]+\/digests\/preview$/;

/** The policy of the answer at `path`; `nonce` is the request's own. */
export function policyOf(path: string, nonce: string): string {
  if (linkPagePath.test(path)) return linkPagePolicy(nonce);
  return mailPath.test(path) ? mailPolicy() : contentSecurityPolicy(nonce);
}
